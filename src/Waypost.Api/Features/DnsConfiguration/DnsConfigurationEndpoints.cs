using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using LoggingChannel = Waypost.Client.LoggingChannel;
using LoggingStatement = Waypost.Dns.Configuration.LoggingChannel;
using RemoteServer = Waypost.Client.RemoteServer;
using RemoteServerList = Waypost.Client.RemoteServerList;
using ServerListStatement = Waypost.Dns.Configuration.RemoteServerList;
using ServerStatement = Waypost.Dns.Configuration.RemoteServer;

namespace Waypost.Api.Features.DnsConfiguration;

/// <summary>What named.conf says beside its zones, each kind of statement a keyed table.</summary>
public static class DnsConfigurationEndpoints
{
    public static void AddDnsConfiguration(this IServiceCollection services)
    {
        services.AddSingleton<StatementTable<AclDefinition, Acl, AclPut>>();
        services.AddSingleton<StatementTable<ViewDefinition, DnsView, DnsViewPut>>();
        services.AddSingleton<StatementTable<ServerListStatement, RemoteServerList, RemoteServerListPut>>();
        services.AddSingleton<StatementTable<ServerStatement, RemoteServer, RemoteServerPut>>();
        services.AddSingleton<StatementTable<LoggingStatement, LoggingChannel, LoggingChannelPut>>();
    }

    public static void MapDnsConfiguration(this IEndpointRouteBuilder v1)
    {
        v1.MapKeyedTable<StatementTable<AclDefinition, Acl, AclPut>, Acl, AclPut>(new("acls", "ACLs", "ACL", "Acl", "Acls"));
        v1.MapKeyedTable<StatementTable<ViewDefinition, DnsView, DnsViewPut>, DnsView, DnsViewPut>(new("views", "Views", "view", "View", "Views"));
        v1.MapKeyedTable<StatementTable<ServerListStatement, RemoteServerList, RemoteServerListPut>, RemoteServerList, RemoteServerListPut>(
            new("remote-server-lists", "Remote servers", "remote server list", "RemoteServerList", "RemoteServerLists"));
        v1.MapKeyedTable<StatementTable<ServerStatement, RemoteServer, RemoteServerPut>, RemoteServer, RemoteServerPut>(
            new("remote-servers", "Remote servers", "remote server", "RemoteServer", "RemoteServers"));
        v1.MapKeyedTable<StatementTable<LoggingStatement, LoggingChannel, LoggingChannelPut>, LoggingChannel, LoggingChannelPut>(
            new("logging-channels", "Logging", "logging channel", "LoggingChannel", "LoggingChannels"));
        v1.MapDnsSettings();
    }
}
