using Waypost.Dns.Configuration;

namespace Waypost.Api.Http;

/// <summary>Where the API has each kind of statement.</summary>
public static class ConfigurationPaths
{
    public static string Of(StatementSection section) => section switch
    {
        StatementSection.Acl => "acls",
        StatementSection.View => "views",
        StatementSection.RemoteServerList => "remote-server-lists",
        StatementSection.RemoteServer => "remote-servers",
        StatementSection.LoggingChannel => "logging-channels",
        StatementSection.Settings => "dns-settings",
        _ => "zones",
    };
}
