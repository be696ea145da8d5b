using System.CommandLine;
using Waypost.Cli.Classic;
using Waypost.Cli.Output;

namespace Waypost.Cli.Sendmail;

/// <summary><c>waypost spool</c>: the messages that wait here while the server is down.</summary>
internal static class SpoolCommand
{
    public static Command Build()
    {
        Option<string?> directory = new("--directory") { Description = "The spool, when it is not the one of the settings" };
        Command list = new("list", "Lists the messages, as mailq -Ac does") { directory };
        list.SetAction((parsed, _) =>
        {
            SubmitSettings settings = SubmitSettings.Read(null);
            return QueueListing.RunAsync(settings, new Spool(parsed.GetValue(directory) ?? settings.Spool), [], QueueListing.Sendmail, ClassicConsole.OfProcess());
        });
        Command flush = new("flush", "Sends the messages, as sendmail -q -Ac does") { directory };
        flush.SetAction(async (parsed, cancellationToken) =>
        {
            SubmitSettings settings = SubmitSettings.Read(null);
            FlushCount count = await new SpoolFlush(settings, new Spool(parsed.GetValue(directory) ?? settings.Spool), null).RunAsync(_ => true, int.MaxValue, DateTimeOffset.Now, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{count.Sent} sent, {count.Returned} returned, {count.Left} left");
            return count.Left > 0 ? ExitCode.NoAnswer : ExitCode.Done;
        });
        return new Command("spool", "Messages that programs sent while the server was down") { list, flush };
    }
}
