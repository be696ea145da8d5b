using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Waypost.Api.PowerDns;
using Waypost.Mail.Tables;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Delivery;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Server.Imap;
using Waypost.Server.Pop3;
using Waypost.Server.Rndc;
using Waypost.Server.Smtp;
using Waypost.Storage.Database;

namespace Waypost.Api.Hosting;

/// <summary>Reads and checks all settings at once, so that a start names every wrong key and not only the first.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private static readonly string[] KnownSections =
        ["Http", "PowerDns", "Dns", "Secondaries", "Notify", "Rndc", "Smtp", "Pop3", "Imap", "Delivery", "MailTables", "Tls", "Database", "ConnectionStrings", "Logging"];

    private readonly List<string> _problems = [];

    /// <exception cref="SettingsException">Something is missing, unknown or out of range.</exception>
    public static WaypostSettings Read(IConfiguration configuration) => new SettingsReader(configuration).ReadAll();

    private WaypostSettings ReadAll()
    {
        var dataDirectory = Path.GetFullPath(configuration["DataDirectory"] is { Length: > 0 } directory ? directory : "data");
        var settings = new WaypostSettings(
            dataDirectory,
            Section<HttpOptions>("Http"),
            Section<PowerDnsOptions>("PowerDns"),
            Section<DnsOptions>("Dns"),
            Section<SecondaryOptions>("Secondaries"),
            Section<NotifyOptions>("Notify"),
            Section<RndcOptions>("Rndc"),
            Section<SmtpOptions>("Smtp"),
            Section<Pop3Options>("Pop3"),
            Section<ImapOptions>("Imap"),
            Section<DeliveryOptions>("Delivery"),
            Section<MailTablesOptions>("MailTables"),
            Section<TlsOptions>("Tls"),
            Section<DatabaseOptions>("Database"));
        settings.Database.DataDirectory = dataDirectory;
        settings.Dns.LogDirectory = Path.GetFullPath(settings.Dns.LogDirectory.Length > 0 ? settings.Dns.LogDirectory : "log", dataDirectory);
        settings.Rndc.KeyFile = Path.GetFullPath(settings.Rndc.KeyFile.Length > 0 ? settings.Rndc.KeyFile : "rndc.key", dataDirectory);
        settings.Database.ConnectionString = configuration.GetConnectionString("Waypost");
        CheckSections();
        foreach (var (key, problem) in DnsAnswers.Problems(settings.Dns))
        {
            Add($"Dns:{key}", problem);
        }

        CheckDatabase(settings.Database);
        CheckDelivery(settings.Delivery);
        CheckTls(settings.Tls);
        CheckMailTables(settings.MailTables);
        if (settings.Http.MaxRequestBytes < 1024)
        {
            Add("Http:MaxRequestBytes", "must be at least 1024");
        }

        return _problems.Count == 0 ? settings : throw new SettingsException(_problems);
    }

    private T Section<T>(string name)
        where T : new() => (T)Section(typeof(T), configuration.GetSection(name));

    private object Section(Type type, IConfigurationSection section)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        foreach (var child in section.GetChildren().Where(c => !properties.Exists(p => p.Name.Equals(c.Key, StringComparison.OrdinalIgnoreCase))))
        {
            Add(child.Path, $"is not a setting; {section.Path} has {string.Join(", ", properties.Select(p => p.Name))}");
        }

        var options = Activator.CreateInstance(type)!;
        foreach (var property in properties)
        {
            Bind(section, property, options);
        }

        return options;
    }

    private void Bind(IConfigurationSection section, PropertyInfo property, object options)
    {
        var key = $"{section.Path}:{property.Name}";
        var child = section.GetSection(property.Name);
        if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
        {
            property.SetValue(options, Section(property.PropertyType, child));
            return;
        }

        try
        {
            if (child.Exists() && child.Get(property.PropertyType) is { } value)
            {
                property.SetValue(options, value);
            }
        }
        catch (InvalidOperationException)
        {
            Add(key, $"\"{child.Value}\" is not {Describe(property.PropertyType)}");
            return;
        }

        CheckByName(key, property.Name, property.GetValue(options));
    }

    // Ports and addresses are called the same in every section.
    private void CheckByName(string key, string name, object? value)
    {
        switch (value)
        {
            case int port when name.EndsWith("Port", StringComparison.Ordinal) && port is < 0 or > IPEndPoint.MaxPort:
                Add(key, $"must be from 0 to {IPEndPoint.MaxPort}, not {port}");
                break;
            case string address when name == "Address" && !IPAddress.TryParse(address, out _):
                Add(key, $"\"{address}\" is not an IP address");
                break;
            case TimeSpan time when time < TimeSpan.Zero || (time == TimeSpan.Zero && !name.EndsWith("Delay", StringComparison.Ordinal)):
                Add(key, "must be more than no time");
                break;
            case int limit when name.StartsWith("Max", StringComparison.Ordinal) && limit < 1:
                Add(key, $"must be at least 1, not {limit}");
                break;
            default:
                break;
        }
    }

    private void CheckSections()
    {
        foreach (var section in configuration.GetChildren().Where(s => s.GetChildren().Any()))
        {
            if (!KnownSections.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                Add(section.Key, $"is not a section of the settings; there are {string.Join(", ", KnownSections)}");
            }
        }
    }

    private void CheckDatabase(DatabaseOptions database)
    {
        if (database.Provider is not ("Sqlite" or "SqlServer"))
        {
            Add("Database:Provider", $"must be Sqlite or SqlServer, not \"{database.Provider}\"");
        }
        else if (database.Provider == "SqlServer" && string.IsNullOrWhiteSpace(database.ConnectionString))
        {
            Add("ConnectionStrings:Waypost", "is required when Database:Provider is SqlServer");
        }
    }

    private void CheckTls(TlsOptions tls)
    {
        if (tls.CertificatePath.Length == 0 && tls.KeyPath.Length > 0)
        {
            Add("Tls:KeyPath", "has no use without Tls:CertificatePath");
        }
        else if (new TlsCertificates(Microsoft.Extensions.Options.Options.Create(tls), TimeProvider.System, NullLogger<TlsCertificates>.Instance).Check() is { } problem)
        {
            Add("Tls:CertificatePath", $"cannot be used: {problem}");
        }
    }

    private void CheckMailTables(MailTablesOptions tables)
    {
        foreach (var (key, directory) in new[] { ("IncludeDirectory", tables.IncludeDirectory), ("FileDirectory", tables.FileDirectory), ("CommandDirectory", tables.CommandDirectory) })
        {
            if (directory.Length > 0 && !Path.IsPathFullyQualified(directory))
            {
                Add($"MailTables:{key}", $"\"{directory}\" is not an absolute path");
            }
        }

        if (tables.MasqueradeAs.Length > 0 && TableSyntax.CheckMailDomain(tables.MasqueradeAs) is not null)
        {
            Add("MailTables:MasqueradeAs", $"\"{tables.MasqueradeAs}\" is not a domain name");
        }

        var relay = tables.UnknownUserRelay;
        if (relay.Length > 0 && !ErrorTarget.TryRead(relay, out _) && !TableTarget.TryParse(relay.StartsWith('@') ? "x" + relay : relay, out _))
        {
            Add("MailTables:UnknownUserRelay", $"\"{relay}\" is not an address, a local name, @domain or error:");
        }
    }

    private void CheckDelivery(DeliveryOptions delivery)
    {
        if (!string.IsNullOrEmpty(delivery.DnsServer) && !(IPEndPoint.TryParse(delivery.DnsServer, out var server) && server.Port > 0))
        {
            Add("Delivery:DnsServer", $"\"{delivery.DnsServer}\" is not an address and port, for example 127.0.0.1:53");
        }

        if (DeliveryChecks.Problem(delivery) is { } problem)
        {
            Add("Delivery:" + problem.Key, problem.Text);
        }
    }

    private void Add(string key, string problem) => _problems.Add($"{Label(key)} {problem}");

    /// <summary>A key as appsettings.json and as the environment have it.</summary>
    public static string Label(string key) => $"setting {key} (WAYPOST_{key.Replace(":", "__", StringComparison.Ordinal)})";

    private static string Describe(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(TimeSpan) => "a time, for example 00:05:00",
        _ => "a value of this setting",
    };
}
