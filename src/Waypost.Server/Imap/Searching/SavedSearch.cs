using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Searching;

/// <summary>What <c>$</c> becomes (RFC 5182 section 2.1).</summary>
internal static class SavedSearch
{
    /// <summary>Keeps the result when the options ask for it.</summary>
    /// <param name="found">Positions in the order of the result.</param>
    public static void Keep(SelectedMailbox selected, SearchReturn? options, IReadOnlyList<int> found)
    {
        if (options is not { Save: true })
        {
            return;
        }

        // RFC 5182 section 2.1, table: with MIN or MAX and neither ALL nor COUNT, only these are saved; RFC 9394 section 3.2 for PARTIAL.
        IEnumerable<int> kept = found;
        if (options.Partial is { } partial)
        {
            kept = partial.Of(found);
        }
        else if (options.Items.Any(item => item is "MIN" or "MAX") && !options.Items.Any(item => item is "ALL" or "COUNT") && found.Count > 0)
        {
            kept = options.Items.Select(item => item == "MIN" ? found[0] : found[^1]).Distinct();
        }

        selected.Saved = [.. kept.Select(index => selected.Messages[index].Uid).Order()];
    }
}
