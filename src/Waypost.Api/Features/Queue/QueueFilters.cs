using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Queue;

namespace Waypost.Api.Features.Queue;

/// <summary>The filters of lists and actions, as the API spells them.</summary>
internal static class QueueFilters
{
    private const int MaxLength = 320;

    /// <summary>Reads a filter; what is wrong with it goes into <paramref name="errors"/>.</summary>
    public static QueueFilter Read(QueueActionRequest request, string prefix, DateTimeOffset now, List<FieldError> errors)
    {
        Check(request.Sender, prefix + "sender", errors);
        Check(request.Recipient, prefix + "recipient", errors);
        Check(request.Domain, prefix + "domain", errors);
        if (request.State is not (null or "queued" or "deferred" or "held"))
        {
            errors.Add(new(prefix + "state", "must be queued, deferred or held"));
        }

        TimeSpan age = default;
        if (request.OlderThan is { } olderThan && !TryReadDuration(olderThan, out age))
        {
            errors.Add(new(prefix + "olderThan", "must be a number with s, m, h or d, for example 30m"));
        }

        return new QueueFilter
        {
            Sender = request.Sender,
            Recipient = request.Recipient,
            Domain = request.Domain?.TrimStart('@'),
            State = request.State switch { "held" => QueueState.Held, "queued" or "deferred" => QueueState.Queued, _ => null },
            IsDeferred = request.State == "deferred" ? true : null,
            AcceptedBefore = request.OlderThan is null ? null : now - age,
        };
    }

    private static void Check(string? value, string name, List<FieldError> errors)
    {
        if (value?.Length > MaxLength)
        {
            errors.Add(new(name, $"must have at most {MaxLength} characters"));
        }
    }

    private static bool TryReadDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length is < 2 or > 8 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        double seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        duration = TimeSpan.FromSeconds(Math.Min(seconds * number, TimeSpan.FromDays(36_500).TotalSeconds));
        return seconds > 0;
    }
}
