namespace Waypost.Client;

/// <summary>A named list of servers: BIND's <c>primaries</c> statement.</summary>
public sealed record RemoteServerList(string Name, IReadOnlyList<string> Servers, int? Port = null);

/// <summary>PUT /v1/remote-server-lists/{name}.</summary>
/// <param name="Servers">Each <c>192.0.2.1 port 5353 key name tls name</c>, or the name of another list.</param>
/// <param name="Port">The port of servers that have none of their own. Default: 53.</param>
public sealed record RemoteServerListPut(IReadOnlyList<string> Servers, int? Port = null);

/// <summary>What is known of another server: BIND's <c>server</c> statement.</summary>
public sealed record RemoteServer(
    string Address,
    bool? Bogus = null,
    bool? Edns = null,
    int? EdnsUdpSize = null,
    int? MaxUdpSize = null,
    string? Key = null,
    bool? ProvideIxfr = null,
    bool? RequestIxfr = null,
    bool? RequestExpire = null,
    bool? RequestNsid = null,
    bool? SendCookie = null,
    bool? TcpOnly = null,
    string? TransferFormat = null,
    int? Transfers = null,
    string? TransferSource = null,
    string? NotifySource = null);

/// <summary>PUT /v1/remote-servers/{address}. The address may be a prefix; the longest one counts.</summary>
/// <param name="Bogus">Whether nothing is ever sent to it.</param>
/// <param name="Edns">Whether EDNS (RFC 6891) is used with it.</param>
/// <param name="EdnsUdpSize">The EDNS buffer size that it is told, bytes: 512 to 4096.</param>
/// <param name="MaxUdpSize">The largest datagram that it is sent, bytes: 512 to 4096.</param>
/// <param name="Key">The TSIG key (RFC 8945) that signs what it is sent.</param>
/// <param name="ProvideIxfr">Whether it is given incremental transfers (RFC 1995).</param>
/// <param name="RequestIxfr">Whether it is asked for incremental transfers.</param>
/// <param name="RequestExpire">Whether it is asked for the EXPIRE option (RFC 7314).</param>
/// <param name="RequestNsid">Whether it is asked for its name server identifier (RFC 5001).</param>
/// <param name="SendCookie">Whether it is sent cookies (RFC 7873).</param>
/// <param name="TcpOnly">Whether it is asked over TCP alone.</param>
/// <param name="TransferFormat">Records a message of a transfer has: one-answer or many-answers.</param>
/// <param name="Transfers">How many transfers from it run at once.</param>
/// <param name="TransferSource">The address from which transfers from it are asked for.</param>
/// <param name="NotifySource">The address from which it is told of changes.</param>
public sealed record RemoteServerPut(
    bool? Bogus = null,
    bool? Edns = null,
    int? EdnsUdpSize = null,
    int? MaxUdpSize = null,
    string? Key = null,
    bool? ProvideIxfr = null,
    bool? RequestIxfr = null,
    bool? RequestExpire = null,
    bool? RequestNsid = null,
    bool? SendCookie = null,
    bool? TcpOnly = null,
    string? TransferFormat = null,
    int? Transfers = null,
    string? TransferSource = null,
    string? NotifySource = null);
