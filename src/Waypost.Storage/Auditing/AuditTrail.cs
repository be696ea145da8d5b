using Waypost.Storage.Database;

namespace Waypost.Storage.Auditing;

/// <summary>Who changed what, written in the transaction of the change. Never a password or a key.
/// Other nodes follow it, so that every change of what a node keeps in memory has a line.</summary>
internal static class AuditTrail
{
    private const string Insert = """
        INSERT INTO audit_events (occurred_at, actor, action_name, subject, detail, node_id)
        VALUES (@now, @actor, @action, @subject, @detail, @node)
        """;

    public static Task AppendAsync(DatabaseSession session, string actor, string action, string subject, string? detail) =>
        session.ExecuteAsync(Insert, new { now = session.Now, actor = Cut(actor, 200), action, subject = Cut(subject, 400), detail, node = session.Node });

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
