using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>Decides criteria for one message.</summary>
internal static class MemorySearch
{
    public static bool Matches(MessageSummary summary, TextCriterion criterion) => criterion switch
    {
        HeaderCriterion header => summary.Text!.Header.Split('\n').Any(line =>
            line.StartsWith(SearchText.Fold(header.Field) + ": ", StringComparison.Ordinal)
            && line[(header.Field.Length + 2)..].Contains(SearchText.Fold(header.Text), StringComparison.Ordinal)),
        BodyCriterion body => Holds(summary.Text!.Body, body.Text) || (body.WithHeader && Holds(summary.Text.Header, body.Text)),
        FuzzyCriterion fuzzy => fuzzy.Text.Split(' ').All(word => Holds(summary.Text!.Header + summary.Text.Body, word)),
        SentCriterion sent => summary.Keys.Sent is { } date && Day(date) is var day && (sent.From is null || day >= sent.From) && (sent.Until is null || day <= sent.Until),
        _ => false,
    };

    private static DateOnly Day(DateTimeOffset date) => DateOnly.FromDateTime(date.Date);

    private static bool Holds(string text, string wanted) => text.Contains(SearchText.Fold(wanted), StringComparison.Ordinal);
}
