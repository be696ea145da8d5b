using System.Globalization;
using System.Text;

namespace Waypost.Benchmarks.Dns;

/// <summary>The zones and the queries of one scenario, the same bytes for every server and in every run.</summary>
internal sealed class Scenario
{
    private const int QueryCount = 200_000;
    private const int NamesInTenRecords = 8;

    private Scenario(int number, int zones, int recordsPerZone) => (Number, ZoneCount, RecordsPerZone) = (number, zones, recordsPerZone);

    public int Number { get; }

    public int ZoneCount { get; }

    public int RecordsPerZone { get; }

    public string Description => ZoneCount == 1
        ? string.Create(CultureInfo.InvariantCulture, $"one zone of {RecordsPerZone:N0} records")
        : string.Create(CultureInfo.InvariantCulture, $"{ZoneCount:N0} zones of {RecordsPerZone} records");

    /// <summary>Where the master file is, which all zones share: its owners are relative.</summary>
    public string ZoneFile { get; private set; } = "";

    public string QueryFile { get; private set; } = "";

    public IEnumerable<string> Zones => Enumerable.Range(0, ZoneCount).Select(Zone);

    /// <summary>A name that exists in the last zone: when it is answered, everything is loaded.</summary>
    public string LastName => ZoneCount == 1 ? $"h{((RecordsPerZone / 10) - 1) * NamesInTenRecords}.{Zone(0)}" : $"h0.{Zone(ZoneCount - 1)}";

    public static Scenario Of(int number) => number switch
    {
        1 => new(1, 1, 110_000),
        2 => new(2, 1, 1_000_000),
        3 => new(3, 100_000, 10),
        _ => throw new ArgumentException($"There is no scenario {number}; there are 1, 2 and 3."),
    };

    public string Zone(int index) => ZoneCount == 1 ? "bench.example" : string.Create(CultureInfo.InvariantCulture, $"z{index}.example");

    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        ZoneFile = Path.Combine(directory, "zone");
        QueryFile = Path.Combine(directory, "queries");
        File.WriteAllText(ZoneFile, ZoneText());
        File.WriteAllText(QueryFile, Queries());
    }

    // Ten records: six A, two AAAA, one MX and one TXT, at eight names. The apex' SOA and NS are on top.
    private string ZoneText()
    {
        var text = new StringBuilder("$TTL 3600\n@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n@ NS ns1\n");
        if (ZoneCount > 1)
        {
            return text.Append("ns1 A 192.0.2.1\n@ MX 10 h1\nh0 A 192.0.2.2\nh1 A 192.0.2.3\nh1 AAAA 2001:db8::3\nh2 A 192.0.2.4\nh3 TXT \"some text\"\nh4 A 192.0.2.5\n").ToString();
        }
        text.Append("ns1 A 192.0.2.1\n");
        for (var block = 0; block < RecordsPerZone / 10; block++)
        {
            var name = block * NamesInTenRecords;
            for (var i = 0; i < 6; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"h{name + i} A 10.{(block >> 16) & 255}.{(block >> 8) & 255}.{block & 255}\n");
                if (i < 2)
                {
                    text.Append(CultureInfo.InvariantCulture, $"h{name + i} AAAA 2001:db8::{block & 0xffff:x}:{i}\n");
                }
            }
            text.Append(CultureInfo.InvariantCulture, $"h{name + 6} MX 10 h{name}\nh{name + 7} TXT \"text number {block}\"\n");
        }
        return text.ToString();
    }

    // Nine of ten are for RRsets that are there, evenly over the zone; the tenth for a name that is not.
    private string Queries()
    {
        var random = new Random(20);
        var text = new StringBuilder();
        for (var i = 0; i < QueryCount; i++)
        {
            var zone = Zone(random.Next(ZoneCount));
            var block = ZoneCount > 1 ? 0 : random.Next(RecordsPerZone / 10);
            var index = ZoneCount > 1 ? random.Next(5) : random.Next(NamesInTenRecords);
            var type = (ZoneCount > 1, index) switch
            {
                (true, 3) or (false, 7) => "TXT",
                (false, 6) => "MX",
                (_, 1) when random.Next(2) == 0 => "AAAA",
                _ => "A",
            };
            text.Append(random.Next(10) == 0
                ? string.Create(CultureInfo.InvariantCulture, $"x{random.Next(1_000_000)}.{zone} A\n")
                : string.Create(CultureInfo.InvariantCulture, $"h{(block * NamesInTenRecords) + index}.{zone} {type}\n"));
        }
        return text.ToString();
    }
}
