using Waypost.Mail.Queue;

namespace Waypost.Mail.Tables;

/// <summary>One table entry that applied: which table's key turned into what.</summary>
public sealed record TableStep(string Table, string Key, string Result);

/// <summary>Where mail for an address goes.</summary>
/// <param name="Recipients">The final recipients, each once; empty when refused.</param>
/// <param name="Reply">The SMTP reply when refused, for example <c>550 5.1.1 User unknown</c>; otherwise null.</param>
/// <param name="Steps">The entries that applied, in order.</param>
public sealed record ResolvedRecipient(IReadOnlyList<QueueRecipient> Recipients, string? Reply, IReadOnlyList<TableStep> Steps);

/// <summary>What the access entries are asked about; null leaves that check out.</summary>
/// <param name="ClientName">The client's name, only when its reverse and forward lookups agree.</param>
/// <param name="ClientAddress">The client's IP address.</param>
/// <param name="ReversePath">The reverse-path; empty for the null reverse-path.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="Authenticated">Whether the session has authenticated (RFC 4954).</param>
/// <param name="RelayClient">Whether the client may relay by configuration, whatever the entries say.</param>
public sealed record AccessQuery(string? ClientName, string? ClientAddress, string? ReversePath, string? Recipient, bool Authenticated, bool RelayClient = false);

/// <summary>What the access entries say.</summary>
/// <param name="Outcome"><c>OK</c>, <c>RELAY</c> (a remote recipient is accepted), <c>REJECT</c>, <c>ERROR</c> or <c>DISCARD</c>.</param>
/// <param name="Reply">The SMTP reply when refused, otherwise null.</param>
/// <param name="Steps">The entries that applied, in order.</param>
public sealed record AccessDecision(string Outcome, string? Reply, IReadOnlyList<TableStep> Steps);
