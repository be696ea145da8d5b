namespace Waypost.Mail.Tables;

/// <summary>How the lookup of a client's name ended (sendmail's <c>client_resolve</c>).</summary>
public enum ClientLookup
{
    /// <summary>The reverse and forward lookups agree, or nobody looked.</summary>
    Ok,

    /// <summary>The address has no name.</summary>
    Failed,

    /// <summary>The address has a name which does not have the address.</summary>
    Forged,

    /// <summary>The name servers did not answer.</summary>
    Temporary,
}

/// <summary>What the access entries are asked about; null leaves that check out.</summary>
/// <param name="ClientName">The client's name, only when its reverse and forward lookups agree.</param>
/// <param name="ClientAddress">The client's IP address.</param>
/// <param name="ReversePath">The reverse-path; empty for the null reverse-path.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="Authenticated">Whether the session has authenticated (RFC 4954).</param>
/// <param name="RelayClient">Whether the client may relay by configuration, whatever the entries say.</param>
public sealed record AccessQuery(string? ClientName, string? ClientAddress, string? ReversePath, string? Recipient, bool Authenticated, bool RelayClient = false)
{
    /// <summary>How the lookup of the client's name ended; it words the refusal to relay.</summary>
    public ClientLookup Lookup { get; init; }
}

/// <summary>What the access entries say.</summary>
/// <param name="Outcome"><c>OK</c>, <c>RELAY</c> (a remote recipient is accepted), <c>REJECT</c>, <c>ERROR</c>, <c>DISCARD</c> or <c>QUARANTINE</c> (accepted, and held).</param>
/// <param name="Reply">The SMTP reply when refused, otherwise null.</param>
/// <param name="Steps">The entries that applied, in order.</param>
public sealed record AccessDecision(string Outcome, string? Reply, IReadOnlyList<TableStep> Steps)
{
    /// <summary>The reason of a QUARANTINE; otherwise null. The message is accepted and held with this reason.</summary>
    public string? Quarantine { get; init; }
}
