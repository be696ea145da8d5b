using Waypost.Cli.Classic;

namespace Waypost.Cli.Sendmail;

/// <summary><c>mailq</c>: sendmail's listing, or Postfix's with <c>-o postfix</c> (also <c>-o</c> alone).</summary>
internal static class MailqCommand
{
    public static int Run(string name, string[] arguments, ClassicConsole console) => SendmailCommand.Report(name, console, error => RunAsync(name, arguments, console, error));

    private static async Task<int> RunAsync(string name, string[] arguments, ClassicConsole console, TextWriter error)
    {
        string form = QueueListing.Sendmail;
        List<string> others = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "-o" or "-opostfix" or "-osendmail")
            {
                string value = arguments[i].Length > 2 ? arguments[i][2..] : i + 1 < arguments.Length && arguments[i + 1] is "postfix" or "sendmail" ? arguments[++i] : QueueListing.Postfix;
                form = value;
            }
            else
            {
                others.Add(arguments[i]);
            }
        }

        if (SendmailOptions.Parse(others, out string problem) is not { Recipients.Count: 0 } options)
        {
            await error.WriteLineAsync($"{name}: {(problem.Length > 0 ? problem : "no arguments are taken")}");
            return SysExit.Usage;
        }

        SubmitSettings settings = SubmitSettings.Read(options.ConfigurationFile);
        Spool? spool = options.SubmissionQueue || options.QueueDirectory is not null ? new Spool(options.QueueDirectory ?? settings.Spool) : null;
        return await QueueListing.RunAsync(settings, spool, options.Selectors, form, console);
    }
}
