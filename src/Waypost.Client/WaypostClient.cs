using System.Net.Http.Headers;

namespace Waypost.Client;

/// <summary>
/// The API as typed calls, one member a resource. Every call throws <see cref="WaypostApiException"/> for an answer
/// that is not 2xx and <see cref="HttpRequestException"/> when there is no answer. Safe for concurrent use.
/// </summary>
public sealed class WaypostClient : IDisposable
{
    private readonly HttpClient http;

    /// <summary>Takes ownership of <paramref name="http"/>, whose base address is the server's (with any path prefix).</summary>
    public WaypostClient(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        this.http = http;
        var transport = new ApiTransport(http);
        Zones = new ZonesClient(transport);
        Rrsets = new RrsetsClient(transport);
        Acls = new(transport, "acls", ApiTransport.Json.Acl, ApiTransport.Json.PageAcl, ApiTransport.Json.AclPut);
        Views = new(transport, "views", ApiTransport.Json.DnsView, ApiTransport.Json.PageDnsView, ApiTransport.Json.DnsViewPut);
        RemoteServerLists = new(transport, "remote-server-lists", ApiTransport.Json.RemoteServerList, ApiTransport.Json.PageRemoteServerList, ApiTransport.Json.RemoteServerListPut);
        RemoteServers = new(transport, "remote-servers", ApiTransport.Json.RemoteServer, ApiTransport.Json.PageRemoteServer, ApiTransport.Json.RemoteServerPut);
        LoggingChannels = new(transport, "logging-channels", ApiTransport.Json.LoggingChannel, ApiTransport.Json.PageLoggingChannel, ApiTransport.Json.LoggingChannelPut);
        DnsSettings = new DnsSettingsClient(transport);
        MailDomains = new MailDomainsClient(transport);
        Accounts = new AccountsClient(transport);
        Aliases = new(transport, "aliases", ApiTransport.Json.Alias, ApiTransport.Json.PageAlias, ApiTransport.Json.AliasPut);
        VirtualUsers = new(transport, "virtual-users", ApiTransport.Json.VirtualUser, ApiTransport.Json.PageVirtualUser, ApiTransport.Json.VirtualUserPut);
        AccessEntries = new(transport, "access-entries", ApiTransport.Json.AccessEntry, ApiTransport.Json.PageAccessEntry, ApiTransport.Json.AccessEntryPut);
        Forwards = new(transport, "forwards", ApiTransport.Json.Forward, ApiTransport.Json.PageForward, ApiTransport.Json.ForwardPut);
        GenericAddresses = new(transport, "generic-addresses", ApiTransport.Json.GenericAddress, ApiTransport.Json.PageGenericAddress, ApiTransport.Json.GenericAddressPut);
        MailerRoutes = new(transport, "mailer-routes", ApiTransport.Json.MailerRoute, ApiTransport.Json.PageMailerRoute, ApiTransport.Json.MailerRoutePut);
        Recipients = new RecipientsClient(transport);
        Queue = new QueueClient(transport);
        Messages = new MessagesClient(transport);
        TsigKeys = new TsigKeysClient(transport);
        ApiKeys = new ApiKeysClient(transport);
        Changesets = new ChangesetsClient(transport);
    }

    /// <summary>Zones and their master files.</summary>
    public ZonesClient Zones { get; }

    /// <summary>The RRsets of a zone.</summary>
    public RrsetsClient Rrsets { get; }

    /// <summary>Named address match lists.</summary>
    public KeyedClient<Acl, AclPut> Acls { get; }

    /// <summary>Views.</summary>
    public KeyedClient<DnsView, DnsViewPut> Views { get; }

    /// <summary>Named lists of servers (primaries).</summary>
    public KeyedClient<RemoteServerList, RemoteServerListPut> RemoteServerLists { get; }

    /// <summary>What is known of other servers.</summary>
    public KeyedClient<RemoteServer, RemoteServerPut> RemoteServers { get; }

    /// <summary>Where log lines of the DNS server go.</summary>
    public KeyedClient<LoggingChannel, LoggingChannelPut> LoggingChannels { get; }

    /// <summary>What holds for the whole DNS server.</summary>
    public DnsSettingsClient DnsSettings { get; }

    /// <summary>Mail domains.</summary>
    public MailDomainsClient MailDomains { get; }

    /// <summary>Accounts.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>Aliases.</summary>
    public KeyedClient<Alias, AliasPut> Aliases { get; }

    /// <summary>Virtual users.</summary>
    public KeyedClient<VirtualUser, VirtualUserPut> VirtualUsers { get; }

    /// <summary>Access entries.</summary>
    public KeyedClient<AccessEntry, AccessEntryPut> AccessEntries { get; }

    /// <summary>Accounts' forwards.</summary>
    public KeyedClient<Forward, ForwardPut> Forwards { get; }

    /// <summary>Generic addresses.</summary>
    public KeyedClient<GenericAddress, GenericAddressPut> GenericAddresses { get; }

    /// <summary>Mailer routes.</summary>
    public KeyedClient<MailerRoute, MailerRoutePut> MailerRoutes { get; }

    /// <summary>Explains where mail for a recipient goes.</summary>
    public RecipientsClient Recipients { get; }

    /// <summary>The mail queue.</summary>
    public QueueClient Queue { get; }

    /// <summary>What has become of messages.</summary>
    public MessagesClient Messages { get; }

    /// <summary>TSIG keys.</summary>
    public TsigKeysClient TsigKeys { get; }

    /// <summary>API keys.</summary>
    public ApiKeysClient ApiKeys { get; }

    /// <summary>Changesets: many writes as one, and what every write changed.</summary>
    public ChangesetsClient Changesets { get; }

    /// <summary>Connects to <paramref name="endpoint"/> (<c>http://127.0.0.1:8080</c>) with a bearer API key.</summary>
    /// <param name="endpoint">Absolute http or https URL; a path in it prefixes every call.</param>
    /// <param name="apiKey">The API key; null sends none.</param>
    /// <param name="handler">The transport; null uses a pooled socket handler.</param>
    public static WaypostClient Create(Uri endpoint, string? apiKey, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var root = endpoint.AbsoluteUri.EndsWith('/') ? endpoint : new Uri(endpoint.AbsoluteUri + "/");
        var http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = root };
        if (!string.IsNullOrEmpty(apiKey))
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        return new WaypostClient(http);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
