using System.Text;
using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>SEARCH (RFC 9051 section 6.4.4) with result options (RFC 4731).</summary>
internal sealed class SearchCommand : IImapUidCommand
{
    public string Name => "SEARCH";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "ESEARCH";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        parser.Space();
        var options = ReadOptions(parser);
        if (parser.TryTakeWord("CHARSET"))
        {
            var charset = parser.Space().AString().ToUpperInvariant();
            parser.Space();
            if (parser.Error is null && charset is not ("UTF-8" or "US-ASCII"))
            {
                return ImapReply.No("Unknown charset", "BADCHARSET (US-ASCII UTF-8)");
            }
        }

        var key = new SearchKeyParser(parser).Parse();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var messages = session.Selected!.Messages;
        var evaluator = await SearchEvaluator.PrepareAsync(session.Stores.Search, session.Selected.Mailbox.Id, messages, key, cancellationToken);
        var found = new List<uint>();
        for (var index = 0; index < messages.Count; index++)
        {
            if (evaluator.Matches(key, index + 1, messages[index]))
            {
                found.Add(byUid ? messages[index].Uid : (uint)(index + 1));
            }
        }

        session.Writer.Untagged(options is null
            ? "SEARCH" + string.Concat(found.Select(number => FormattableString.Invariant($" {number}")))
            : Extended(session.Tag, options, found, byUid));
        return ImapReply.Ok("Searched");
    }

    private static List<string>? ReadOptions(ImapParser parser)
    {
        if (!parser.TryTakeWord("RETURN"))
        {
            return null;
        }

        var options = new List<string>();
        parser.Space().Expect('(');
        while (parser.PeekAtom().Length > 0)
        {
            var option = parser.Atom().ToUpperInvariant();
            if (option is not ("MIN" or "MAX" or "ALL" or "COUNT") || options.Contains(option))
            {
                parser.Fail("Unknown search option");
            }

            options.Add(option);
            parser.TryTake(' ');
        }

        parser.Expect(')').Space();
        return options.Count > 0 ? options : ["ALL"];
    }

    private static string Extended(string tag, List<string> options, List<uint> found, bool byUid)
    {
        var text = new StringBuilder("ESEARCH (TAG ").AppendNString(tag).Append(')').Append(byUid ? " UID" : "");
        foreach (var option in options)
        {
            // RFC 4731: nothing found, then only COUNT has something to say.
            var value = option switch
            {
                "COUNT" => FormattableString.Invariant($"{found.Count}"),
                _ when found.Count == 0 => null,
                "MIN" => FormattableString.Invariant($"{found[0]}"),
                "MAX" => FormattableString.Invariant($"{found[^1]}"),
                _ => SequenceSet.Format(found),
            };
            text.Append(value is null ? "" : $" {option} {value}");
        }

        return text.ToString();
    }
}
