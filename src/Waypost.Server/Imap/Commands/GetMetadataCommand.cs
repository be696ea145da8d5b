using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>GETMETADATA (RFC 5464 section 4.2) of a mailbox, or of the server for an empty name.</summary>
internal sealed class GetMetadataCommand : IImapCommand
{
    public string Name => "GETMETADATA";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "METADATA";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var request = Parse(parser.Space());
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var target = await MetadataTarget.FindAsync(session, request.Mailbox, cancellationToken);
        if (target.Refusal is { } refusal)
        {
            return refusal;
        }

        var entries = await session.Stores.Metadata.ReadAsync(session.AccountId, target.MailboxId, cancellationToken);
        var found = entries.Where(entry => request.Names.Any(name => IsWithin(entry.Name, name, request.Depth))).ToList();
        var fitting = found.FindAll(entry => !(entry.Value?.Length > request.MaxSize));
        Write(session, request, fitting);
        return fitting.Count == found.Count
            ? ImapReply.Ok("Metadata sent")
            : ImapReply.Ok("Some values are larger", FormattableString.Invariant($"METADATA LONGENTRIES {found.Max(entry => entry.Value?.Length ?? 0)}"));
    }

    private static Request Parse(ImapParser parser)
    {
        long? maxSize = null;
        var depth = 0;
        if (parser.TryTake('('))
        {
            do
            {
                switch (parser.Atom().ToUpperInvariant())
                {
                    case "MAXSIZE":
                        maxSize = parser.Space().Number();
                        break;
                    case "DEPTH":
                        depth = ParseDepth(parser.Space());
                        break;
                    default:
                        parser.Fail("Unknown option");
                        break;
                }
            }
            while (parser.TryTake(' '));
            parser.Expect(')').Space();
        }

        var mailbox = parser.TryTakeText("\"\"") ? "" : parser.Mailbox();
        var names = new List<string>();
        parser.Space();
        var isList = parser.TryTake('(');
        do
        {
            names.Add(MetadataName.Parse(parser));
        }
        while (isList && parser.TryTake(' ') && names.Count < MetadataLimits.MaxEntries);

        if (isList)
        {
            parser.Expect(')');
        }

        return new(mailbox, names, maxSize, depth);
    }

    private static int ParseDepth(ImapParser parser)
    {
        switch (parser.Atom().ToUpperInvariant())
        {
            case "0":
                return 0;
            case "1":
                return 1;
            case "INFINITY":
                return int.MaxValue;
            default:
                parser.Fail("Unknown depth");
                return 0;
        }
    }

    private static bool IsWithin(string entry, string name, int depth) => entry == name
        || (depth > 0 && entry.Length > name.Length && entry[name.Length] == '/' && entry.StartsWith(name, StringComparison.Ordinal)
            && (depth > 1 || !entry.AsSpan(name.Length + 1).Contains('/')));

    private static void Write(ImapSession session, Request request, List<MetadataEntry> entries)
    {
        // RFC 5464 section 4.2: an entry that was named and is not set is NIL.
        var missing = request.Names.Where(name => request.Depth == 0 && request.MaxSize is null && entries.All(entry => entry.Name != name));
        var all = entries.Concat(missing.Select(name => new MetadataEntry(name, null))).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var writer = session.Writer;
        writer.Text("* METADATA ").Text(request.Mailbox.Length == 0 ? "\"\"" : session.Wire(request.Mailbox)).Octets(" ("u8);
        for (var at = 0; at < all.Count; at++)
        {
            writer.Text(at > 0 ? " " : "").Text(all[at].Name).Octets(" "u8);
            if (all[at].Value is not { } value)
            {
                writer.Octets("NIL"u8);
                continue;
            }

            if (value.Span.Contains((byte)0))
            {
                writer.Octets("~"u8);
            }

            writer.Literal(value.Span);
        }

        writer.Line(")");
    }

    private sealed record Request(string Mailbox, IReadOnlyList<string> Names, long? MaxSize, int Depth);
}
