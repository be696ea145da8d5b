namespace Waypost.Server.Imap;

/// <summary>Tells a client that a long command is still at work (INPROGRESS, RFC 9585).</summary>
internal static class Progress
{
    public const string Capability = "INPROGRESS";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Waits for work that writes nothing itself.</summary>
    public static async Task<T> WatchAsync<T>(ImapSession session, Task<T> work, CancellationToken cancellationToken)
    {
        while (!work.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(Interval, session.Time, stop.Token);
            if (await Task.WhenAny(work, pause) == work)
            {
                await stop.CancelAsync();
                break;
            }

            await pause;
            session.Writer.Untagged($"OK [INPROGRESS ({Mail.Imap.ImapText.Quote(session.Tag)} NIL NIL)] Still at work");
            await session.Writer.FlushAsync(cancellationToken);
        }

        return await work;
    }
}
