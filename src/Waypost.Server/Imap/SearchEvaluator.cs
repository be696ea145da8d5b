using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Decides search criteria for the messages of a mailbox: from the index, and from what the store has found for those
/// that ask what messages say.</summary>
internal sealed class SearchEvaluator
{
    private readonly IReadOnlyList<MessageEntry> messages;
    private readonly Dictionary<SequenceSet, ResolvedSet> sets = [];
    private readonly Dictionary<SearchKey, HashSet<uint>> found = [];

    private SearchEvaluator(IReadOnlyList<MessageEntry> messages) => this.messages = messages;

    /// <summary>Asks the store once for each criterion that the index cannot decide.</summary>
    public static async Task<SearchEvaluator> PrepareAsync(
        IMessageSearch search, long mailboxId, IReadOnlyList<MessageEntry> messages, SearchKey key, CancellationToken cancellationToken)
    {
        var evaluator = new SearchEvaluator(messages);
        foreach (var leaf in Leaves(key).Where(leaf => leaf.NeedsContent).Distinct())
        {
            evaluator.found[leaf] = [.. await search.FindAsync(mailboxId, Criterion(leaf), cancellationToken)];
        }

        return evaluator;
    }

    public bool Matches(SearchKey key, int number, MessageEntry entry) => key switch
    {
        AllOfKey all => all.Keys.All(inner => Matches(inner, number, entry)),
        EitherKey either => Matches(either.First, number, entry) || Matches(either.Second, number, entry),
        NotKey not => !Matches(not.Key, number, entry),
        { NeedsContent: true } => found[key].Contains(entry.Uid),
        ConstantKey constant => constant.Value,
        FlagKey flag => entry.Flags.Has(flag.Flag),
        SequenceKey sequence => Resolve(sequence.Set, (uint)messages.Count).Contains((uint)number),
        UidKey uid => Resolve(uid.Set, messages[^1].Uid).Contains(entry.Uid),
        SizeKey { Larger: true } size => entry.Size > size.Octets,
        SizeKey size => entry.Size < size.Octets,
        DateKey date => OnSide(date, DateOnly.FromDateTime(entry.InternalDate.Date)),
        _ => false,
    };

    private static IEnumerable<SearchKey> Leaves(SearchKey key) => key switch
    {
        AllOfKey all => all.Keys.SelectMany(Leaves),
        EitherKey either => Leaves(either.First).Concat(Leaves(either.Second)),
        NotKey not => Leaves(not.Key),
        _ => [key],
    };

    private static TextCriterion Criterion(SearchKey key) => key switch
    {
        HeaderKey header => new HeaderCriterion(header.Field, header.Text),
        TextKey text => new BodyCriterion(text.Text, text.WithHeader),
        DateKey { Side: DateSide.Before } date => new SentCriterion(null, date.Date == DateOnly.MinValue ? date.Date : date.Date.AddDays(-1)),
        DateKey { Side: DateSide.On } date => new SentCriterion(date.Date, date.Date),
        DateKey date => new SentCriterion(date.Date, null),
        _ => throw new ArgumentException("The index decides this criterion.", nameof(key)),
    };

    private static bool OnSide(DateKey key, DateOnly date) => key.Side switch
    {
        DateSide.Before => date < key.Date,
        DateSide.On => date == key.Date,
        _ => date >= key.Date,
    };

    private ResolvedSet Resolve(SequenceSet set, uint highest)
    {
        if (!sets.TryGetValue(set, out var resolved))
        {
            sets[set] = resolved = set.Resolve(highest);
        }

        return resolved;
    }
}
