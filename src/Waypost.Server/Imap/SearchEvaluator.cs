using System.Text;
using MimeKit;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Decides search criteria for the messages of a mailbox; reads a message only when the index cannot tell.</summary>
internal sealed class SearchEvaluator(IMailboxStore store, IReadOnlyList<MessageEntry> messages)
{
    private readonly Dictionary<SequenceSet, ResolvedSet> sets = [];
    private MessageEntry? loadedEntry;
    private MimeMessage? loaded;

    public async Task<bool> MatchesAsync(SearchKey key, int number, MessageEntry entry, CancellationToken cancellationToken)
    {
        switch (key)
        {
            case AllOfKey all:
                foreach (var inner in all.Keys)
                {
                    if (!await MatchesAsync(inner, number, entry, cancellationToken))
                    {
                        return false;
                    }
                }

                return true;
            case EitherKey either:
                return await MatchesAsync(either.First, number, entry, cancellationToken) || await MatchesAsync(either.Second, number, entry, cancellationToken);
            case NotKey not:
                return !await MatchesAsync(not.Key, number, entry, cancellationToken);
            case { NeedsContent: true }:
                return await LoadAsync(entry, cancellationToken) is { } message && MatchesContent(key, message);
            default:
                return MatchesIndex(key, number, entry);
        }
    }

    private bool MatchesIndex(SearchKey key, int number, MessageEntry entry) => key switch
    {
        ConstantKey constant => constant.Value,
        FlagKey flag => entry.Flags.Has(flag.Flag),
        SequenceKey sequence => Resolve(sequence.Set, (uint)messages.Count).Contains((uint)number),
        UidKey uid => Resolve(uid.Set, messages[^1].Uid).Contains(entry.Uid),
        SizeKey { Larger: true } size => entry.Size > size.Octets,
        SizeKey size => entry.Size < size.Octets,
        DateKey date => OnSide(date, DateOnly.FromDateTime(entry.InternalDate.Date)),
        _ => false,
    };

    private static bool MatchesContent(SearchKey key, MimeMessage message) => key switch
    {
        DateKey date => message.Date != DateTimeOffset.MinValue && OnSide(date, DateOnly.FromDateTime(message.Date.Date)),
        HeaderKey header => message.Headers.Concat(message.Body?.Headers ?? []).Any(field =>
            field.Field.Equals(header.Field, StringComparison.OrdinalIgnoreCase) && Contains(field.Value, header.Text)),
        TextKey text => (text.WithHeader && message.Headers.Concat(message.Body?.Headers ?? []).Any(field => Contains(field.Field + ": " + field.Value, text.Text)))
            || message.BodyParts.OfType<TextPart>().Any(part => Contains(part.Text ?? "", text.Text)),
        _ => false,
    };

    private static bool Contains(string text, string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

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

    private async Task<MimeMessage?> LoadAsync(MessageEntry entry, CancellationToken cancellationToken)
    {
        if (loadedEntry != entry)
        {
            loadedEntry = entry;
            loaded = await store.ReadContentAsync(entry.Id, cancellationToken) is { } content ? MessageTreeReader.Read(content).Message ?? PlainText(content) : null;
        }

        return loaded;
    }

    // Octets that are no message have text all the same.
    private static MimeMessage PlainText(ReadOnlyMemory<byte> content) => new() { Body = new TextPart("plain") { Text = Encoding.Latin1.GetString(content.Span) } };
}
