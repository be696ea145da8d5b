namespace Waypost.Client;

/// <summary><c>/v1/acls</c>, keyed by name.</summary>
public sealed class AclsClient : ResourceClient<Acl>
{
    internal AclsClient(ApiTransport transport) : base(transport, "acls", ApiTransport.Json.Acl, ApiTransport.Json.PageAcl)
    {
    }

    /// <summary>Creates or replaces the ACL.</summary>
    public Task<Tagged<Acl>> PutAsync(string name, AclPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.AclPut), condition, cancellationToken);
}

/// <summary><c>/v1/views</c>, keyed by name.</summary>
public sealed class DnsViewsClient : ResourceClient<DnsView>
{
    internal DnsViewsClient(ApiTransport transport) : base(transport, "views", ApiTransport.Json.DnsView, ApiTransport.Json.PageDnsView)
    {
    }

    /// <summary>Creates or replaces the view.</summary>
    public Task<Tagged<DnsView>> PutAsync(string name, DnsViewPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.DnsViewPut), condition, cancellationToken);
}

/// <summary><c>/v1/remote-server-lists</c>, keyed by name.</summary>
public sealed class RemoteServerListsClient : ResourceClient<RemoteServerList>
{
    internal RemoteServerListsClient(ApiTransport transport)
        : base(transport, "remote-server-lists", ApiTransport.Json.RemoteServerList, ApiTransport.Json.PageRemoteServerList)
    {
    }

    /// <summary>Creates or replaces the list.</summary>
    public Task<Tagged<RemoteServerList>> PutAsync(string name, RemoteServerListPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.RemoteServerListPut), condition, cancellationToken);
}

/// <summary><c>/v1/remote-servers</c>, keyed by address or prefix.</summary>
public sealed class RemoteServersClient : ResourceClient<RemoteServer>
{
    internal RemoteServersClient(ApiTransport transport)
        : base(transport, "remote-servers", ApiTransport.Json.RemoteServer, ApiTransport.Json.PageRemoteServer)
    {
    }

    /// <summary>Creates or replaces what is known of the server.</summary>
    public Task<Tagged<RemoteServer>> PutAsync(string address, RemoteServerPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(address, ApiTransport.Body(body, ApiTransport.Json.RemoteServerPut), condition, cancellationToken);
}

/// <summary><c>/v1/logging-channels</c>, keyed by name.</summary>
public sealed class LoggingChannelsClient : ResourceClient<LoggingChannel>
{
    internal LoggingChannelsClient(ApiTransport transport)
        : base(transport, "logging-channels", ApiTransport.Json.LoggingChannel, ApiTransport.Json.PageLoggingChannel)
    {
    }

    /// <summary>Creates or replaces the channel.</summary>
    public Task<Tagged<LoggingChannel>> PutAsync(string name, LoggingChannelPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.LoggingChannelPut), condition, cancellationToken);
}

/// <summary><c>/v1/dns-settings</c>, of which there is one.</summary>
public sealed class DnsSettingsClient
{
    private const string Path = "v1/dns-settings";

    private readonly ApiTransport transport;

    internal DnsSettingsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>The settings.</summary>
    public Task<Tagged<DnsSettings>> GetAsync(CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Get, Path, null, Precondition.None, ApiTransport.Json.DnsSettings, cancellationToken);

    /// <summary>Replaces the settings.</summary>
    public Task<Tagged<DnsSettings>> PutAsync(DnsSettings body, Precondition condition, CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Put, Path, ApiTransport.Body(body, ApiTransport.Json.DnsSettings), condition, ApiTransport.Json.DnsSettings, cancellationToken);
}
