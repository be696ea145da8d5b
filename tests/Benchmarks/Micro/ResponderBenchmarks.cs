using BenchmarkDotNet.Attributes;
using Waypost.Benchmarks.Dns;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Benchmarks.Micro;

/// <summary>A query in, its response out: parse, lookup and encode, without the sockets.</summary>
[MemoryDiagnoser]
public class ResponderBenchmarks
{
    private static readonly DnsPeer Peer = new(1, 5353, 2, DnsTransport.Udp);

    private readonly byte[] _response = new byte[QueryResponder.MaxUdpPayload];
    private readonly byte[] _hit = QueryBytes.Of("h4711.bench.example", 1);
    private readonly byte[] _edns = QueryBytes.Of("h4711.bench.example", 1, edns: true);
    private readonly byte[] _mail = QueryBytes.Of("mail.bench.example", 15);
    private readonly byte[] _missing = QueryBytes.Of("nothing.bench.example", 1);
    private QueryResponder _responder = null!;

    [Params(1_000, 1_000_000)]
    public int Names { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var zones = new ZoneTable();
        zones.Publish(Zone(Names));
        _responder = new QueryResponder(new ViewTable(zones));
    }

    [Benchmark(Baseline = true)]
    public int Hit() => _responder.Respond(Peer, _hit, _response);

    [Benchmark]
    public int HitWithEdns() => _responder.Respond(Peer, _edns, _response);

    [Benchmark]
    public int MailExchangerWithItsAddress() => _responder.Respond(Peer, _mail, _response);

    [Benchmark]
    public int Missing() => _responder.Respond(Peer, _missing, _response);

    internal static ZoneSnapshot Zone(int names) => ZoneSnapshot.Build("bench.example", Enumerable.Range(0, names)
        .Select(i => new ZoneRrset($"h{i}.bench.example.", "A", 60, ["192.0.2.1"]))
        .Prepend(new ZoneRrset("mail.bench.example.", "MX", 60, ["10 h1.bench.example."]))
        .Prepend(new ZoneRrset("bench.example.", "NS", 60, ["h0.bench.example."]))
        .Prepend(new ZoneRrset("bench.example.", "SOA", 60, ["h0.bench.example. root.bench.example. 1 2 3 4 5"])));
}
