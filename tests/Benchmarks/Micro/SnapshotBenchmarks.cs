using BenchmarkDotNet.Attributes;
using Waypost.Dns.Zones;

namespace Waypost.Benchmarks.Micro;

/// <summary>What a change costs: the next version of a zone with one RRset changed.</summary>
[MemoryDiagnoser]
public class SnapshotBenchmarks
{
    private readonly ZoneRrset _before = new("h4711.bench.example.", "A", 60, ["192.0.2.1"]);
    private readonly ZoneRrset _after = new("h4711.bench.example.", "A", 60, ["192.0.2.99"]);
    private ZoneSnapshot _zone = null!;

    [Params(1_000, 1_000_000)]
    public int Names { get; set; }

    [GlobalSetup]
    public void Setup() => _zone = ResponderBenchmarks.Zone(Names);

    [Benchmark]
    public ZoneSnapshot ChangeOneRrset() => _zone.With([new RrsetChange(_before, _after)]);
}
