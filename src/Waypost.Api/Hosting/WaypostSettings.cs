using Waypost.Api.PowerDns;
using Waypost.Dns.Tsig;
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
using Waypost.Server.Tables;
using Waypost.Storage.Database;

namespace Waypost.Api.Hosting;

/// <summary>Every setting of the process; one section a component. docs/settings.md lists them.</summary>
public sealed record WaypostSettings(
    string DataDirectory,
    HttpOptions Http,
    PowerDnsOptions PowerDns,
    DnsOptions Dns,
    SecondaryOptions Secondaries,
    NotifyOptions Notify,
    RndcOptions Rndc,
    SmtpOptions Smtp,
    Pop3Options Pop3,
    ImapOptions Imap,
    DeliveryOptions Delivery,
    MailTablesOptions MailTables,
    TlsOptions Tls,
    DatabaseOptions Database)
{
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddSingleton(new TsigKeyring { AcceptLegacyAlgorithms = Dns.AcceptLegacyTsig });
        services.AddSingleton(new MailTablesHolder(MailTables, MailTables.IncludeDirectory.Length > 0 ? new IncludeFiles(MailTables.IncludeDirectory) : null));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Http));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(PowerDns));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Dns));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Secondaries));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Notify));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Rndc));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Smtp));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Pop3));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Imap));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Delivery));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Tls));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Database));
    }
}
