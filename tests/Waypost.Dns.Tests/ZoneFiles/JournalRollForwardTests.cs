using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.Tests.ZoneFiles;

/// <summary>A journal that named 9.18 wrote: four updates of x.test, serial 5 to 9.</summary>
public sealed class JournalRollForwardTests
{
    private const string Last = """
        x.test. 300 IN SOA ns1.x.test. host.x.test. 9 3600 600 86400 300
        x.test. 300 IN NS ns1.x.test.
        new.x.test. 60 IN MX 10 ns1.x.test.
        new.x.test. 60 IN TXT "a b"
        ns1.x.test. 300 IN A 192.0.2.1
        www.x.test. 600 IN A 192.0.2.3
        www.x.test. 600 IN A 192.0.2.9
        """;

    private static readonly byte[] Journal = File.ReadAllBytes(Path.Combine(Vectors(), "x.test.zone.jnl"));
    private static readonly string Zone = File.ReadAllText(Path.Combine(Vectors(), "x.test.zone"));

    private static DnsName Origin { get; } = DnsName.TryParse("x.test.", null, out var name, out _) ? name : DnsName.Root;

    [Fact]
    public void AllUpdatesOfTheJournalAreInTheZone()
    {
        var rolled = Run(Zone, Journal, out var outcome);
        Assert.Equal(BindJournal.Outcome.RolledForward, outcome);
        Assert.Equal(Last.ReplaceLineEndings("\n"), Dump(rolled!));
    }

    [Fact]
    public void AVersionInTheMiddleTakesTheRestAlone()
    {
        var rolled = Run(Zone.Replace(" 5 3600", " 8 3600", StringComparison.Ordinal), Journal, out var outcome);
        Assert.Equal(BindJournal.Outcome.RolledForward, outcome);
        var text = Dump(rolled!);
        Assert.Contains("new.x.test. 60 IN TXT", text, StringComparison.Ordinal);
        Assert.Contains("old.x.test. 300 IN TXT", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" MX ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, BindJournal.Outcome.UpToDate)]
    [InlineData(77, BindJournal.Outcome.OutOfSync)]
    [InlineData(4, BindJournal.Outcome.OutOfSync)]
    public void ASerialThatIsNotInTheJournalIsTold(int serial, BindJournal.Outcome expected)
    {
        Assert.Null(Run(Zone.Replace(" 5 3600", $" {serial} 3600", StringComparison.Ordinal), Journal, out var outcome));
        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void AJournalCutOffAnywhereIsMalformed()
    {
        for (var length = 0; length < Journal.Length; length++)
        {
            Assert.Null(Run(Zone, Journal[..length], out var outcome));
            Assert.Equal(BindJournal.Outcome.Malformed, outcome);
        }
    }

    [Fact]
    public void AJournalWithAnyByteChangedIsReadOrRefused()
    {
        for (var i = 0; i < Journal.Length; i++)
        {
            var changed = (byte[])Journal.Clone();
            changed[i] ^= 0xff;
            Run(Zone, changed, out _);
        }
    }

    private static ZoneContents? Run(string zone, byte[] journal, out BindJournal.Outcome outcome)
    {
        var read = ZoneFileCheck.Read(new MemoryStream(Encoding.ASCII.GetBytes(zone)), new ZoneFileOptions { Origin = Origin }, _ => { });
        Assert.Null(read.LastError);
        return JournalRollForward.Run(read.Contents, read.Contents.Serial(Origin), new MemoryStream(journal), out outcome);
    }

    private static string Dump(ZoneContents contents)
    {
        using StringWriter text = new();
        ContentsWriter.WriteFull(contents, RecordClass.Internet, text);
        return string.Join('\n', text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))));
    }

    private static string Vectors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "vectors", "journals")))
            {
                return Path.Combine(folder.FullName, "tests", "vectors", "journals");
            }
        }

        throw new DirectoryNotFoundException("tests/vectors/journals");
    }
}
