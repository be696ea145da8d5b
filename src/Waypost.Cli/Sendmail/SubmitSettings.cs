using System.Globalization;
using Waypost.Cli.Connections;
using Waypost.Mail.Addresses;

namespace Waypost.Cli.Sendmail;

/// <summary>Where the classic mail commands find the server: <c>/etc/waypost/sendmail.conf</c> (or -C, or WAYPOST_SENDMAIL_CONF),
/// and over it the environment. Lines are <c>name = value</c>.</summary>
/// <param name="Host">The SMTP server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Spool">Where messages wait while the server is down.</param>
/// <param name="Domain">The domain of names without one; empty for the machine's name in senders and none in recipients.</param>
/// <param name="User">The account for AUTH; empty for none.</param>
/// <param name="PasswordFile">The file that holds its password.</param>
/// <param name="Endpoint">The API, for queues and tables.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="AliasFile">What newaliases reads.</param>
internal sealed record SubmitSettings(string Host, int Port, string Spool, string Domain, string User, string PasswordFile, string Endpoint, string? Key, string AliasFile)
{
    private const string DefaultFile = "/etc/waypost/sendmail.conf";
    private const string SystemSpool = "/var/spool/waypost/submit";

    /// <summary>The domain of a sender that has none.</summary>
    public string SenderDomain => Domain.Length > 0 ? Domain : MachineName();

    public ServerAddress Api => new(new Uri(Endpoint), Key);

    /// <exception cref="UsageException">A setting is not known or not right.</exception>
    public static SubmitSettings Read(string? file)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["server"] = "127.0.0.1:1025",
            ["spool"] = "",
            ["domain"] = "",
            ["user"] = "",
            ["password-file"] = "",
            ["endpoint"] = "http://127.0.0.1:8080",
            ["key-file"] = "",
            ["aliases"] = "/etc/aliases",
        };
        string path = file ?? Variable("WAYPOST_SENDMAIL_CONF") ?? DefaultFile;
        if (File.Exists(path))
        {
            ReadFile(path, values);
        }

        foreach ((string name, string variable) in new[] { ("server", "WAYPOST_SMTP"), ("spool", "WAYPOST_SPOOL"), ("domain", "WAYPOST_DOMAIN"), ("endpoint", "WAYPOST_ENDPOINT") })
        {
            values[name] = Variable(variable) ?? values[name];
        }

        string server = values["server"];
        int colon = server.LastIndexOf(':');
        bool hasPort = colon > server.LastIndexOf(']');
        int port = 25;
        if (hasPort && !int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
        {
            throw new UsageException($"{path}: '{server}' is no host:port");
        }

        if (!Uri.TryCreate(values["endpoint"], UriKind.Absolute, out _))
        {
            throw new UsageException($"{path}: '{values["endpoint"]}' is no URL");
        }

        return new SubmitSettings(
            (hasPort ? server[..colon] : server).Trim('[', ']'), port, values["spool"].Length > 0 ? values["spool"] : DefaultSpool(), values["domain"],
            values["user"], values["password-file"], values["endpoint"], ReadKey(values["key-file"]), values["aliases"]);
    }

    /// <summary>The machine's name where it is a domain name, else localhost.</summary>
    public static string MachineName()
    {
        string name = System.Net.Dns.GetHostName();
        return DomainSyntax.IsDomain(name) ? name : "localhost";
    }

    private static void ReadFile(string path, Dictionary<string, string> values)
    {
        foreach (string line in TextFile.Read(path).Split('\n'))
        {
            string text = line.Trim();
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            string name = equals < 0 ? text : text[..equals].Trim();
            if (equals < 0 || !values.ContainsKey(name))
            {
                throw new UsageException($"{path}: '{name}' is no setting; there are {string.Join(", ", values.Keys)}");
            }

            values[name] = text[(equals + 1)..].Trim();
        }
    }

    private static string? ReadKey(string keyFile)
    {
        if (Variable("WAYPOST_API_KEY") is { } key)
        {
            return key.Trim();
        }

        string file = keyFile.Length > 0 ? keyFile : Path.Combine(Variable("WAYPOST_DataDirectory") ?? "data", "admin.key");
        return File.Exists(file) ? TextFile.Read(file).Trim() : null;
    }

    // Without the system's directory every user has a spool of their own.
    private static string DefaultSpool() => Directory.Exists(SystemSpool) ? SystemSpool
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : Path.GetTempPath(), ".waypost", "spool");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
