using Waypost.Mail.Queue;

namespace Waypost.Mail.Tables;

/// <summary>One table entry that applied: which table's key turned into what.</summary>
public sealed record TableStep(string Table, string Key, string Result);

/// <summary>Where mail for an address goes.</summary>
/// <param name="Recipients">The final recipients, each once; empty when refused.</param>
/// <param name="Reply">The SMTP reply when refused, for example <c>550 5.1.1 User unknown</c>; otherwise null.</param>
/// <param name="Steps">The entries that applied, in order.</param>
public sealed record ResolvedRecipient(IReadOnlyList<QueueRecipient> Recipients, string? Reply, IReadOnlyList<TableStep> Steps);
