using Waypost.Cli.Classic;
using Waypost.Client;

namespace Waypost.Cli.Sendmail;

/// <summary><c>makemap type map</c>: makes a table of the server what standard input says (with -o, adds to it); -u writes it out.</summary>
internal static class MakemapCommand
{
    public static int Run(string name, string[] arguments, ClassicConsole console) => SendmailCommand.Report(name, console, error => RunAsync(name, arguments, console, error));

    private static async Task<int> RunAsync(string name, string[] arguments, ClassicConsole console, TextWriter error)
    {
        ShortOptions options = new("C:Nc:dD:efi:lorst:uv", arguments);
        HashSet<char> flags = [];
        char? separator = null;
        string? configuration = null;
        while (options.Next(out char letter))
        {
            flags.Add(letter);
            separator = letter == 't' && options.Value.Length > 0 ? options.Value[0] : separator;
            configuration = letter == 'C' && !options.Value.EndsWith(".cf", StringComparison.Ordinal) ? options.Value : configuration;
        }

        await using StreamWriter output = ClassicConsole.Writer(console.Output);
        if (flags.Contains('l'))
        {
            await output.WriteLineAsync("hash");
            await output.WriteLineAsync("btree");
            return SysExit.Ok;
        }

        if (options.Error is not null || options.Rest.Count is not (1 or 2))
        {
            await error.WriteLineAsync($"{name}: {options.Error ?? "usage: makemap [-C file] [-d] [-e] [-f] [-l] [-N] [-o] [-r] [-s] [-t separator] [-u] [-v] type mapname"}");
            return SysExit.Usage;
        }

        if (ServerTable.Find(options.Rest[^1]) is not { } table)
        {
            await error.WriteLineAsync($"{name}: {options.Rest[^1]}: there is no such table; there are {string.Join(", ", ServerTable.All.Select(one => one.File))}");
            return SysExit.Configuration;
        }

        using WaypostClient client = SubmitSettings.Read(configuration).Api.Connect();
        if (flags.Contains('u'))
        {
            await foreach ((string key, string value) in table.List(client, CancellationToken.None))
            {
                await output.WriteLineAsync($"{key}{separator ?? '\t'}{value}");
            }

            return SysExit.Ok;
        }

        using StreamReader input = new(console.Input());
        return await MakeAsync(name, client, table, await input.ReadToEndAsync(), flags, separator, output, error);
    }

    private static async Task<int> MakeAsync(
        string name, WaypostClient client, ServerTable table, string text, HashSet<char> flags, char? separator, TextWriter output, TextWriter error)
    {
        List<(int Line, string What)> problems = [];
        Dictionary<string, MapLine> entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (MapLine line in MapFile.Read(text, separator, problems))
        {
            if (!entries.TryAdd(line.Key, line))
            {
                // As sendmail's: the first one stays, unless -r says that later ones replace it.
                if (flags.Contains('r'))
                {
                    entries[line.Key] = line;
                }
                else
                {
                    problems.Add((line.Line, $"key {line.Key}: duplicate key"));
                }
            }

            if (table.Check(line.Key, line.Value) is { } wrong)
            {
                problems.Add((line.Line, $"key {line.Key}: {wrong}"));
                entries.Remove(line.Key);
            }
        }

        foreach ((int line, string what) in problems)
        {
            await error.WriteLineAsync($"{name}: {table.File}: line {line}: {what}");
        }

        foreach (MapLine entry in entries.Values)
        {
            if (flags.Contains('v'))
            {
                await output.WriteLineAsync($"key=`{entry.Key}', val=`{entry.Value}'");
            }

            try
            {
                await table.Put(client, entry.Key, entry.Value, CancellationToken.None);
            }
            catch (WaypostApiException refused) when ((int)refused.Status == 422)
            {
                problems.Add((entry.Line, "refused"));
                await error.WriteLineAsync($"{name}: {table.File}: line {entry.Line}: key {entry.Key}: {string.Join("; ", refused.Errors.SelectMany(one => one.Value))}");
            }
        }

        // Nothing is taken away for a file with errors.
        if (!flags.Contains('o') && problems.Count == 0)
        {
            List<string> gone = await table.List(client, CancellationToken.None).Select(one => one.Key).Where(key => !entries.ContainsKey(key)).ToListAsync();
            foreach (string key in gone)
            {
                await table.Delete(client, key, CancellationToken.None);
            }
        }

        return problems.Count > 0 ? SysExit.DataError : SysExit.Ok;
    }
}
