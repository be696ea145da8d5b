using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Searching;

/// <summary>Decides search criteria for all messages of a mailbox at once; asks the store only what the index cannot tell.</summary>
internal sealed class SearchEvaluator(ImapStores stores, SelectedMailbox selected, DateTimeOffset now)
{
    private readonly IReadOnlyList<MessageEntry> messages = selected.Messages;

    /// <summary>The positions of the messages for which the criterion holds, ascending.</summary>
    public async Task<List<int>> FindAsync(SearchKey key, CancellationToken cancellationToken)
    {
        var candidates = new bool[messages.Count];
        Array.Fill(candidates, true);
        var matches = await EvaluateAsync(key, candidates, cancellationToken);
        var found = new List<int>();
        for (var index = 0; index < matches.Length; index++)
        {
            if (matches[index])
            {
                found.Add(index);
            }
        }

        return found;
    }

    // The result is meaningful for the candidates and false for others.
    private async Task<bool[]> EvaluateAsync(SearchKey key, bool[] candidates, CancellationToken cancellationToken)
    {
        switch (key)
        {
            case AllOfKey all:
                foreach (var inner in all.Keys)
                {
                    if (!candidates.AsSpan().Contains(true))
                    {
                        break;
                    }

                    candidates = await EvaluateAsync(inner, candidates, cancellationToken);
                }

                return candidates;
            case EitherKey either:
                var first = await EvaluateAsync(either.First, candidates, cancellationToken);
                var rest = Combine(candidates, first, (candidate, matched) => candidate && !matched);
                var second = rest.AsSpan().Contains(true) ? await EvaluateAsync(either.Second, rest, cancellationToken) : rest;
                return Combine(first, second, (left, right) => left || right);
            case NotKey not:
                return Combine(candidates, await EvaluateAsync(not.Key, candidates, cancellationToken), (candidate, matched) => candidate && !matched);
            case TextKey text:
                return Among(candidates, await stores.Search.FindAsync(selected.Mailbox.Id, text.Criterion, cancellationToken));
            case ThreadIdKey thread:
                return await InThreadAsync(thread, candidates, cancellationToken);
            case SequenceKey { Set: var set } when ReferenceEquals(set, SequenceSet.SavedResult):
                return Among(candidates, selected.Saved);
            case UidKey { Set: var set } when ReferenceEquals(set, SequenceSet.SavedResult):
                return Among(candidates, selected.Saved);
            default:
                return Filter(candidates, Condition(key));
        }
    }

    private Func<int, MessageEntry, bool> Condition(SearchKey key)
    {
        switch (key)
        {
            case ConstantKey constant:
                return (_, _) => constant.Value;
            case FlagKey flag:
                return new FlagCondition(flag.Flag).Holds;
            case SequenceKey sequence:
                var numbers = sequence.Set.Resolve((uint)messages.Count);
                return (index, _) => numbers.Contains((uint)(index + 1));
            case UidKey uid:
                var uids = uid.Set.Resolve(messages.Count > 0 ? messages[^1].Uid : 0);
                return (_, entry) => uids.Contains(entry.Uid);
            case SizeKey size:
                return (_, entry) => size.Larger ? entry.Size > size.Octets : entry.Size < size.Octets;
            case DateKey date:
                return (_, entry) => OnSide(date, DateOnly.FromDateTime((date.Saved ? entry.SaveDate : entry.InternalDate).Date));
            case AgeKey age:
                var limit = now.UtcTicks < age.Seconds * TimeSpan.TicksPerSecond ? DateTimeOffset.MinValue : now.AddSeconds(-(double)age.Seconds);
                return (_, entry) => entry.InternalDate >= limit == age.Younger;
            case ModSeqKey modSeq:
                return (_, entry) => entry.ModSeq >= modSeq.ModSeq;
            case EmailIdKey id:
                return (_, entry) => entry.EmailId == id.Id;
            default:
                return (_, _) => false;
        }
    }

    private bool[] Filter(bool[] candidates, Func<int, MessageEntry, bool> holds)
    {
        var result = new bool[candidates.Length];
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = candidates[index] && holds(index, messages[index]);
        }

        return result;
    }

    // Both lists ascend by UID.
    private bool[] Among(bool[] candidates, IReadOnlyList<uint> uids)
    {
        var result = new bool[candidates.Length];
        for (int index = 0, at = 0; index < result.Length && at < uids.Count;)
        {
            var uid = messages[index].Uid;
            if (uid == uids[at])
            {
                result[index] = candidates[index];
                index++;
                at++;
            }
            else if (uid < uids[at])
            {
                index++;
            }
            else
            {
                at++;
            }
        }

        return result;
    }

    private async Task<bool[]> InThreadAsync(ThreadIdKey key, bool[] candidates, CancellationToken cancellationToken)
    {
        const int Batch = 1000;
        var result = new bool[candidates.Length];
        foreach (var batch in Enumerable.Range(0, candidates.Length).Where(index => candidates[index]).Chunk(Batch))
        {
            var summaries = await stores.Mailboxes.ReadSummariesAsync([.. batch.Select(index => messages[index].ContentId)], cancellationToken);
            foreach (var index in batch)
            {
                result[index] = summaries.GetValueOrDefault(messages[index].ContentId)?.ThreadId == key.Id;
            }
        }

        return result;
    }

    private static bool[] Combine(bool[] left, bool[] right, Func<bool, bool, bool> combine)
    {
        var result = new bool[left.Length];
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = combine(left[index], right[index]);
        }

        return result;
    }

    private static bool OnSide(DateKey key, DateOnly date) => key.Side switch
    {
        DateSide.Before => date < key.Date,
        DateSide.On => date == key.Date,
        _ => date >= key.Date,
    };

    // Neighbours mostly share one list of flags.
    private sealed class FlagCondition(string flag)
    {
        private IReadOnlyList<string>? last;
        private bool lastHas;

        public bool Holds(int index, MessageEntry entry)
        {
            if (!ReferenceEquals(entry.Flags, last))
            {
                last = entry.Flags;
                lastHas = last.Has(flag);
            }

            return lastHas;
        }
    }
}
