using Waypost.Mail.Queue;

namespace Waypost.Storage.Queue;

/// <summary>A queue filter as the parameters of the queue's statements: a parameter that is null takes everything.</summary>
internal sealed record QueueFilterRows(
    long? MessageId, string? Sender, string? SenderLike, string? Recipient, string? DomainLike, int? State, DateTimeOffset? AcceptedBefore, int? MinAttempts, int? MaxAttempts)
{
    /// <summary>The filter of recipients; the rows are <c>r</c> and <c>m</c>.</summary>
    public static QueueFilterRows Of(QueueFilter filter) => new(
        filter.MessageId,
        filter.Sender is { } sender && !sender.StartsWith('@') ? sender.ToLowerInvariant() : null,
        filter.Sender is { } domain && domain.StartsWith('@') ? "%" + Escape(domain.ToLowerInvariant()) : null,
        filter.Recipient?.ToLowerInvariant(),
        filter.Domain is { } of ? "%@" + Escape(of.ToLowerInvariant()) : null,
        filter.State switch { QueueState.Held => 1, QueueState.Queued => 0, null => null, _ => -1 },
        filter.AcceptedBefore,
        filter.IsDeferred == true ? 1 : null,
        filter.IsDeferred == false ? 0 : null);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
