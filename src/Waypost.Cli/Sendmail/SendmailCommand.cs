using Waypost.Cli.Classic;
using Waypost.Cli.Connections;
using Waypost.Client;
using Waypost.Mail.Addresses;

namespace Waypost.Cli.Sendmail;

/// <summary>sendmail as programs call it: a message on standard input, handed to the server or kept in the spool while it is down.</summary>
internal static class SendmailCommand
{
    private const int FlushedWithEachMessage = 10;

    public static int Run(string name, string[] arguments, ClassicConsole console) => Report(name, console, error => RunAsync(name, arguments, console, error));

    /// <summary>Runs an action and turns what goes wrong into a line and an exit code.</summary>
    public static int Report(string name, ClassicConsole console, Func<TextWriter, Task<int>> action) => ReportAsync(name, console, action).GetAwaiter().GetResult();

    private static async Task<int> ReportAsync(string name, ClassicConsole console, Func<TextWriter, Task<int>> action)
    {
        await using StreamWriter error = ClassicConsole.Writer(console.Error);
        try
        {
            return await action(error);
        }
        catch (UsageException wrong)
        {
            await error.WriteLineAsync($"{name}: {wrong.Message}");
            return SysExit.Configuration;
        }
        catch (WaypostApiException refused)
        {
            await error.WriteLineAsync($"{name}: the server refused: {(int)refused.Status} {refused.Problem?.Title} {refused.Problem?.Detail}".TrimEnd());
            return (int)refused.Status is 401 or 403 ? SysExit.NoPermission : SysExit.Unavailable;
        }
        catch (HttpRequestException unreachable)
        {
            await error.WriteLineAsync($"{name}: no answer from the server: {unreachable.Message}");
            return SysExit.TemporaryFailure;
        }
    }

    private static async Task<int> RunAsync(string name, string[] arguments, ClassicConsole console, TextWriter error)
    {
        if (SendmailOptions.Parse(arguments, out string problem) is not { } options)
        {
            await error.WriteLineAsync($"{name}: {problem}");
            return SysExit.Usage;
        }

        SubmitSettings settings = SubmitSettings.Read(options.ConfigurationFile);
        Spool spool = new(options.QueueDirectory ?? settings.Spool);
        switch (options.Mode)
        {
            case 'p':
                return await QueueListing.RunAsync(settings, options.SubmissionQueue || options.QueueDirectory is not null ? spool : null, options.Selectors, QueueListing.Sendmail, console);
            case 'i':
                return await NewaliasesCommand.RunAsync(settings, null, console);
            case 's':
                await using (Stream output = console.Output())
                {
                    return await SessionRelay.RunAsync(settings, console.Input(), output, CancellationToken.None);
                }

            case 'v':
                return await VerifyCommand.RunAsync(settings, options.Recipients, console);
            default:
                return options.RunQueue && options.Recipients.Count == 0 && !options.FromHeader
                    ? await FlushAsync(settings, options, spool, error)
                    : await DeliverAsync(name, settings, options, spool, console, error);
        }
    }

    private static async Task<int> FlushAsync(SubmitSettings settings, SendmailOptions options, Spool spool, TextWriter error)
    {
        if (options.SubmissionQueue || options.QueueDirectory is not null)
        {
            FlushCount count = await new SpoolFlush(settings, spool, options.Verbose ? error : null)
                .RunAsync(message => options.Selectors.TrueForAll(one => QueueListing.Selects(one, message)), int.MaxValue, DateTimeOffset.Now, CancellationToken.None);
            return count.Left > 0 ? SysExit.TemporaryFailure : SysExit.Ok;
        }

        using WaypostClient client = settings.Api.Connect();
        if (options.Selectors.Count == 0)
        {
            await client.Queue.FlushAllAsync(CancellationToken.None);
            return SysExit.Ok;
        }

        await foreach (QueueMessage message in client.Queue.ListAsync(CancellationToken.None))
        {
            if (options.Selectors.TrueForAll(one => QueueListing.Selects(one, message)))
            {
                await client.Queue.FlushAsync(message.Id, CancellationToken.None);
            }
        }

        return SysExit.Ok;
    }

    private static async Task<int> DeliverAsync(string name, SubmitSettings settings, SendmailOptions options, Spool spool, ClassicConsole console, TextWriter error)
    {
        if (options.Recipients.Count == 0 && !options.FromHeader)
        {
            await error.WriteLineAsync("Recipient names must be specified");
            return SysExit.Usage;
        }

        await using Stream input = console.Input();
        MessageInput message = MessageInput.Read(input, options.IgnoreDots);
        List<string> recipients = [];
        foreach (string given in options.Recipients.SelectMany(HeaderAddresses.Read).Concat(options.FromHeader ? message.Recipients() : []))
        {
            if (!EnvelopeAddress.TryParse(given, out EnvelopeAddress address))
            {
                await error.WriteLineAsync($"{given}... User address required");
                return SysExit.DataError;
            }

            string full = (address.Domain.Length == 0 ? address with { Domain = settings.Domain } : address).ToString();
            if (!recipients.Contains(full, StringComparer.OrdinalIgnoreCase))
            {
                recipients.Add(full);
            }
        }

        if (recipients.Count == 0)
        {
            await error.WriteLineAsync("No recipient addresses found in header");
            return SysExit.Usage;
        }

        string sender = (options.Sender ?? CallerIdentity.UserName).Trim('<', '>', ' ');
        if (sender.Length > 0)
        {
            if (!EnvelopeAddress.TryParse(sender, out EnvelopeAddress own))
            {
                await error.WriteLineAsync($"{name}: {sender}: invalid sender address");
                return SysExit.DataError;
            }

            sender = (own.Domain.Length == 0 ? own with { Domain = settings.SenderDomain } : own).ToString();
        }

        byte[] content = message.Complete(sender, options.FullName ?? CallerIdentity.FullName(), settings.SenderDomain, DateTimeOffset.Now);
        Submission submission = new(sender, recipients, content) { Notify = options.Notify, Return = options.Return, EnvelopeId = options.EnvelopeId };
        return await SubmitAsync(name, settings, options, spool, submission, error);
    }

    private static async Task<int> SubmitAsync(string name, SubmitSettings settings, SendmailOptions options, Spool spool, Submission submission, TextWriter error)
    {
        SubmissionResult result = await new SubmissionClient(settings, options.Verbose ? error : null).SendAsync(submission, CancellationToken.None);
        string[] waiting = [.. result.Refused.Where(one => one.IsTemporary).Select(one => one.Address)];
        if (waiting.Length > 0)
        {
            try
            {
                string id = spool.Add(submission with { Recipients = waiting }, result.Refused[0].Text, DateTimeOffset.Now);
                if (options.Verbose)
                {
                    await error.WriteLineAsync($"{id}: queued in {spool.Location}: {result.Refused[0].Text}");
                }
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"{name}: {result.Refused[0].Text}; and cannot be kept in {spool.Location}: {full.Message}");
                return SysExit.TemporaryFailure;
            }
        }
        else if (!result.IsUnreachable)
        {
            // The server is there again: what waited for it may go too.
            await new SpoolFlush(settings, spool, null).RunAsync(_ => true, FlushedWithEachMessage, DateTimeOffset.Now, CancellationToken.None);
        }

        int code = SysExit.Ok;
        foreach (RefusedRecipient refused in result.Refused.Where(one => !one.IsTemporary))
        {
            await error.WriteLineAsync($"{refused.Address}... {refused.Code} {refused.Text.ReplaceLineEndings(" ")}");
            code = code == SysExit.Ok ? SysExit.OfReply(refused.Code, refused.Text) : code;
        }

        return code;
    }
}
