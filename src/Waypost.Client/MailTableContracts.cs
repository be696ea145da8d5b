namespace Waypost.Client;

/// <summary>An alias of a local name.</summary>
public sealed record Alias(string Name, IReadOnlyList<string> Targets);

/// <summary>PUT /v1/aliases/{name}.</summary>
public sealed record AliasPut(IReadOnlyList<string> Targets);

/// <summary>A virtual user: <c>user@domain</c>, <c>user+*@domain</c>, <c>@domain</c> and so on, to one target.</summary>
public sealed record VirtualUser(string Address, string Target);

/// <summary>PUT /v1/virtual-users/{address}.</summary>
public sealed record VirtualUserPut(string Target);

/// <summary>An access entry: <c>From:spam@example.net</c> to <c>REJECT</c> (sendmail's access table).</summary>
public sealed record AccessEntry(string Key, string Value);

/// <summary>PUT /v1/access-entries/{key}.</summary>
public sealed record AccessEntryPut(string Value);

/// <summary>Where an account's mail goes instead of, or beside, its mailbox (<c>~/.forward</c>). The account may have a <c>+detail</c>.</summary>
public sealed record Forward(string Account, IReadOnlyList<string> Targets);

/// <summary>PUT /v1/forwards/{account}. <c>\account</c> among the targets keeps a copy.</summary>
public sealed record ForwardPut(IReadOnlyList<string> Targets);

/// <summary>The address that stands for a local one in outgoing mail (sendmail's genericstable).</summary>
public sealed record GenericAddress(string Address, string Target);

/// <summary>PUT /v1/generic-addresses/{address}.</summary>
public sealed record GenericAddressPut(string Target);

/// <summary>How mail for a domain, or for all below <c>.domain</c>, goes on: <c>smtp:[192.0.2.1]</c>, <c>relay:mx.example.net:587</c>, <c>local:ann</c>, <c>error:5.7.0:550 text</c> (sendmail's mailertable).</summary>
public sealed record MailerRoute(string Domain, string Target);

/// <summary>PUT /v1/mailer-routes/{domain}.</summary>
public sealed record MailerRoutePut(string Target);

/// <summary>POST /v1/recipients:resolve.</summary>
public sealed record RecipientResolveRequest(string Address);

/// <summary>Where mail for an address goes, and each table that applied on the way. <c>reply</c> is the refusal, if refused.
/// <c>reversePath</c> is a list's owner, to whom failures go; <c>routes</c> are the mailer routes of the remote addresses that have one.</summary>
public sealed record RecipientResolution(string Address, IReadOnlyList<string> Accounts, IReadOnlyList<string> RemoteAddresses, string? Reply, IReadOnlyList<ResolutionStep> Steps,
    IReadOnlyList<string>? Files = null, IReadOnlyList<string>? Commands = null, string? ReversePath = null, IReadOnlyList<string>? Routes = null);

/// <summary>One step of a resolution: which table's key turned what into what.</summary>
public sealed record ResolutionStep(string Table, string Key, string Result);

/// <summary>POST /v1/access-entries:evaluate. <c>clientName</c> counts only when reverse and forward lookups agree; <c>clientLookup</c> is ok, failed, forged or temporary.</summary>
public sealed record AccessEvaluateRequest(string? ClientName = null, string? ClientAddress = null, string? ReversePath = null, string? Recipient = null, bool Authenticated = false, string? ClientLookup = null);

/// <summary>What the access entries say: <c>outcome</c> is OK, RELAY, REJECT, ERROR, DISCARD or QUARANTINE, <c>reply</c> the refusal when refused, <c>quarantine</c> the reason to hold.
/// With a client: <c>rate</c> is its connections a minute, <c>connections</c> at a time (0 is no limit), <c>greetPause</c> milliseconds, and <c>tls</c> what is asked of its TLS, each when an entry says so.</summary>
public sealed record AccessEvaluation(string Outcome, string? Reply, IReadOnlyList<ResolutionStep> Steps,
    string? Quarantine = null, int? Rate = null, int? Connections = null, int? GreetPause = null, string? Tls = null);
