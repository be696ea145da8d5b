using Waypost.Mail.Imap;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap.Commands;

/// <summary>THREAD (RFC 5256).</summary>
internal sealed class ThreadCommand : IImapUidCommand
{
    public string Name => "THREAD";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "THREAD=ORDEREDSUBJECT THREAD=REFERENCES";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var algorithm = parser.Space().Atom().ToUpperInvariant();
        if (algorithm is not ("ORDEREDSUBJECT" or "REFERENCES"))
        {
            parser.Fail("Unknown algorithm");
        }

        var request = SearchRequest.Parse(session, parser.Space(), namesCharset: true);
        if (request.Refusal is { } refusal)
        {
            return refusal;
        }

        var threads = await Progress.WatchAsync(session, ThreadAsync(session, request, algorithm, byUid, cancellationToken), cancellationToken);
        session.Writer.Untagged(threads.Count == 0 ? "THREAD" : "THREAD " + MessageThread.Format(threads));
        return ImapReply.Ok("Threaded");
    }

    private static async Task<List<MessageThread>> ThreadAsync(ImapSession session, SearchRequest request, string algorithm, bool byUid, CancellationToken cancellationToken)
    {
        var found = await request.FindAsync(session, cancellationToken);
        var messages = await KeyedMessages.ReadAsync(session, found, byUid, needsKeys: true, cancellationToken);
        return algorithm == "REFERENCES" ? ReferenceThreads.Build(messages) : SubjectThreads.Build(messages);
    }
}
