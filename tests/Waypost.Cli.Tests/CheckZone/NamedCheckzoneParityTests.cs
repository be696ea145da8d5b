using System.Text;
using Waypost.Cli.Classic;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;
using Waypost.Testing.Processes;

namespace Waypost.Cli.Tests.CheckZone;

/// <summary>check-zone and BIND's named-checkzone over the same files: the same exit status, and the same zone where both accept it.</summary>
public sealed class NamedCheckzoneParityTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-zones-").FullName;

    [Fact]
    public async Task EachRecordOfTheCorpusIsJudgedAsBindJudgesIt() =>
        Assert.Equal("", await DifferencesAsync(CorpusCase.Records()));

    [Fact]
    public async Task EachZoneOfTheCorpusIsJudgedAsBindJudgesIt() =>
        Assert.Equal("", await DifferencesAsync(CorpusCase.Zones()));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> DifferencesAsync(IEnumerable<CorpusCase> cases)
    {
        if (Tool.Find("named-checkzone") is not { } named)
        {
            Assert.Skip("named-checkzone (package bind9-utils) is not installed");
            return "";
        }

        List<string> differences = [];
        int number = 0;
        foreach (CorpusCase[] batch in cases.Chunk(4))
        {
            differences.AddRange((await Task.WhenAll(batch.Select(one => CompareAsync(named, one, Path.Combine(_directory, $"{number++}"))))).OfType<string>());
        }

        return string.Join("\n\n", differences.Where(difference => !ExplainedDifferences.Covers(difference)));
    }

    private static async Task<string?> CompareAsync(string named, CorpusCase one, string directory)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, CorpusCase.FileName), one.Text);
        foreach ((string name, string text) in CorpusCase.Included)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, name), text);
        }

        string[] arguments = [.. one.Options, "-D", one.Origin, CorpusCase.FileName];
        ToolRun bind = await Tool.RunAsync(
            "/bin/sh", ["-c", "cd \"$1\" && shift && exec \"$@\"", "sh", directory, named, .. arguments], TestContext.Current.CancellationToken);
        (int exit, string dump, string messages) = Run(arguments, directory);
        if (bind.ExitCode != exit)
        {
            return $"{one.Name}\n    BIND {bind.ExitCode}: {Last(bind.Error)}\n    here {exit}: {Last(messages)}";
        }

        string theirs = exit == 0 ? Normalize(bind.Output, one) : "";
        string ours = exit == 0 ? Normalize(dump, one) : "";
        return theirs == ours ? null : $"{one.Name}\n    BIND dumps {Difference(theirs, ours)}\n    here       {Difference(ours, theirs)}";
    }

    private static (int Exit, string Dump, string Messages) Run(string[] arguments, string directory)
    {
        using MemoryStream output = new();
        using MemoryStream error = new();
        int exit = CheckZoneCommand.Check("check-zone", arguments, new ClassicConsole(directory, () => Stream.Null, () => output, () => error));
        return (exit, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    // Both dumps are read back, so that only what they say is compared and not how they fill the line.
    private static string Normalize(string dump, CorpusCase one)
    {
        Assert.True(DnsName.TryParse(one.Origin, DnsName.Root, out DnsName? origin, out _));
        ushort recordClass = one.Options.Contains("CH") ? RecordClass.Chaos : one.Options.Contains("HS") ? RecordClass.Hesiod : RecordClass.Internet;
        List<string> errors = [];
        ZoneFileCheck read = ZoneFileCheck.Read(
            new MemoryStream(Encoding.Latin1.GetBytes(dump)), new ZoneFileOptions { Origin = origin, Class = recordClass }, message => errors.Add(message.Text));
        using StringWriter text = new();
        ContentsWriter.WriteFull(read.Contents, recordClass, text);
        return string.Concat(errors) + text.ToString().ToUpperInvariant();
    }

    private static string Difference(string left, string right) =>
        string.Join(" / ", left.Split('\n').Except(right.Split('\n')).Select(line => line.Replace('\t', ' ')));

    private static string Last(string text) =>
        string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(3));
}
