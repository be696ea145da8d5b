using System.Globalization;
using System.Text;

namespace Waypost.Cli.Sendmail;

/// <summary>What a flush of the spool came to.</summary>
internal sealed record FlushCount(int Sent, int Returned, int Left);

/// <summary>Sends what waits in the spool. What the server refuses for good, or waits for longer than five days, goes back to its sender.</summary>
internal sealed class SpoolFlush(SubmitSettings settings, Spool spool, TextWriter? dialogue)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(5);

    public async Task<FlushCount> RunAsync(Func<SpooledMessage, bool> selects, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int sent = 0;
        int returned = 0;
        int left = 0;
        foreach (SpooledMessage message in spool.List().Where(selects).Take(max))
        {
            await using FileStream? taken = spool.Take(message.Id);
            if (taken is null)
            {
                continue; // Another process sends it now.
            }

            SubmissionResult result = await new SubmissionClient(settings, dialogue).SendAsync(message.Message, cancellationToken);
            bool expired = now - message.Created > Lifetime;
            RefusedRecipient[] gone = [.. result.Refused.Where(one => !one.IsTemporary || expired)];
            string[] waiting = [.. result.Refused.Except(gone).Select(one => one.Address)];
            if (gone.Length > 0 && !await ReturnAsync(message.Message, gone, now, cancellationToken))
            {
                waiting = [.. waiting, .. gone.Select(one => one.Address)];
                gone = [];
            }

            sent += result.Refused.Count < message.Message.Recipients.Count ? 1 : 0;
            returned += gone.Length > 0 ? 1 : 0;
            if (waiting.Length == 0)
            {
                spool.Remove(message.Id);
                continue;
            }

            left++;
            spool.Replace(message with { Message = message.Message with { Recipients = waiting }, LastText = result.Refused.Count > 0 ? result.Refused[0].Text : result.Reply });
            if (result.IsUnreachable)
            {
                break; // The others would fare no better.
            }
        }

        return new FlushCount(sent, returned, left);
    }

    private async Task<bool> ReturnAsync(Submission message, RefusedRecipient[] gone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.ReversePath.Length == 0)
        {
            return true; // Nobody is told about a notice.
        }

        string header = Encoding.Latin1.GetString(message.Content).Split("\r\n\r\n")[0];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"From: Mail Delivery System <MAILER-DAEMON@{settings.SenderDomain}>\r\nTo: <{message.ReversePath}>\r\nSubject: Undelivered mail returned to sender\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Date: {now.ToUniversalTime():ddd, dd MMM yyyy HH:mm:ss} +0000\r\nAuto-Submitted: auto-replied\r\nMessage-ID: <{Guid.NewGuid():N}@{settings.SenderDomain}>\r\n\r\n");
        text.Append("Your message was not taken by the mail server for\r\n\r\n");
        foreach (RefusedRecipient one in gone)
        {
            text.Append(CultureInfo.InvariantCulture, $"    <{one.Address}>: {one.Code} {one.Text.ReplaceLineEndings(" ")}\r\n");
        }

        text.Append("\r\nIts header was:\r\n\r\n").Append(header).Append("\r\n");
        SubmissionResult result = await new SubmissionClient(settings, dialogue)
            .SendAsync(new Submission("", [message.ReversePath], Encoding.Latin1.GetBytes(text.ToString())), cancellationToken);
        return result.Refused.Count == 0 || !result.Refused[0].IsTemporary;
    }
}
