using Waypost.Cli.Classic;
using Waypost.Cli.Connections;
using Waypost.Client;

namespace Waypost.Cli.Sendmail;

/// <summary><c>newaliases</c>: puts every alias of /etc/aliases into the server's table. Aliases that are not in the file stay.</summary>
internal static class NewaliasesCommand
{
    public static int Run(string name, string[] arguments, ClassicConsole console) => SendmailCommand.Report(name, console, async error =>
    {
        if (SendmailOptions.Parse(arguments, out string problem) is not { } options)
        {
            await error.WriteLineAsync($"{name}: {problem}");
            return SysExit.Usage;
        }

        return await RunAsync(SubmitSettings.Read(options.ConfigurationFile), options.Recipients is [var file, ..] ? file : null, console);
    });

    public static async Task<int> RunAsync(SubmitSettings settings, string? file, ClassicConsole console)
    {
        string path = console.PathOf(file ?? settings.AliasFile);
        if (!File.Exists(path))
        {
            throw new UsageException($"{path} is not there; aliases are kept by the server (waypost aliases)");
        }

        await using StreamWriter error = ClassicConsole.Writer(console.Error);
        List<(int Line, string What)> warnings = [];
        IReadOnlyList<AliasLine> aliases = AliasFile.Read(TextFile.Read(path), warnings);
        foreach ((int line, string what) in warnings)
        {
            await error.WriteLineAsync($"{path}: line {line}: {what}");
        }

        int code = warnings.Exists(one => one.What.StartsWith("missing", StringComparison.Ordinal)) ? SysExit.DataError : SysExit.Ok;
        using WaypostClient client = settings.Api.Connect();
        int count = 0;
        // An alias may name one that comes later; a second round takes those that were refused for it.
        foreach (AliasLine alias in aliases)
        {
            try
            {
                await client.Aliases.PutAsync(alias.Name, new AliasPut(alias.Targets), Precondition.None, CancellationToken.None);
                count++;
            }
            catch (WaypostApiException refused) when ((int)refused.Status == 422)
            {
                string why = string.Join("; ", refused.Errors.SelectMany(one => one.Value));
                await error.WriteLineAsync($"{path}: line {alias.Line}: {alias.Name}... {why}");
                code = SysExit.DataError;
            }
        }

        await using StreamWriter output = ClassicConsole.Writer(console.Output);
        int[] sizes = [.. aliases.Select(alias => string.Join(", ", alias.Targets).Length)];
        await output.WriteLineAsync($"{path}: {count} aliases, longest {sizes.DefaultIfEmpty().Max()} bytes, {sizes.Sum()} bytes total");
        return code;
    }
}
