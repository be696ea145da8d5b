using System.Net;
using Waypost.Dns.Names;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Dns.Tests.Differential;

/// <summary>One of the servers that are compared.</summary>
internal sealed class Subject : IDisposable
{
    private const int MaxHops = 20;

    private readonly Func<TestQuery, Observed> _ask;
    private readonly PeerClient? _client;
    private readonly DnsName[] _zones;

    public Subject(string name, PeerServer server, IReadOnlyList<GeneratedZone> zones)
        : this(name, zones)
    {
        var client = _client = new PeerClient(server.EndPoint);
        _ask = query => Observed.Read(client.Exchange(query.ToWire(), query.Tcp));
    }

    public Subject(string name, QueryResponder responder, IReadOnlyList<GeneratedZone> zones)
        : this(name, zones)
    {
        var response = new byte[QueryResponder.MaxTcpPayload];
        _ask = query => Observed.Read(response.AsSpan(0, responder.Respond(Peer(query.Tcp), query.ToWire(), response)));
    }

    private Subject(string name, IReadOnlyList<GeneratedZone> zones)
    {
        (Name, _ask) = (name, _ => Observed.Silence);
        _zones = [.. zones.Select(zone => Parse(zone.Origin)).OrderByDescending(zone => zone.Wire.Length)];
    }

    public string Name { get; }

    public Observed Ask(TestQuery query) => _ask(query);

    /// <summary>
    /// Asks on where a chain of aliases leaves its zone for another one that is served: authoritative servers may stop there
    /// (named without recursion and knotd do), Waypost goes on (RFC 1034 section 4.3.2 step 3a).
    /// </summary>
    public Observed Chase(TestQuery query)
    {
        var whole = UpToOtherZone(Ask(query));
        var last = whole;
        for (var (hop, name) = (0, query.Name); hop < MaxHops && last.Code == "NoError" && !last.Truncated; hop++)
        {
            if (query.Type is 5 or 255 || last.Ordered.Count == 0 || Last(last, name) is not { } target || Zone(target) is not { } next || next.Equals(Zone(Owner(last))))
            {
                break;
            }
            name = target;
            last = UpToOtherZone(Ask(query.About(target)));
            if (last.Ordered.Any(record => Fields(record)[3] == "5" && whole.Answer.Contains(record)))
            {
                break;
            }
            whole = whole with
            {
                Code = last.Code,
                Flags = last.Truncated ? last.Flags : whole.Flags,
                Answer = [.. whole.Answer.Union(last.Answer).Order(StringComparer.Ordinal)],
                Authority = last.Authority,
                Additional = last.Additional,
                Length = whole.Length + last.Length,
                Hops = whole.Hops + 1,
            };
        }
        return whole;
    }

    // Knot DNS goes on with what the alias's own zone has for a target that belongs to a zone below it, which is served too.
    private Observed UpToOtherZone(Observed response)
    {
        for (var i = 0; i < response.Ordered.Count; i++)
        {
            var fields = Fields(response.Ordered[i]);
            if (fields[3] == "5" && !Equals(Zone(fields[4]), Zone(fields[0])))
            {
                string[] kept = [.. response.Ordered.Take(i + 1)];
                return response with { Ordered = kept, Answer = [.. kept.Order(StringComparer.Ordinal)], Authority = [], Additional = [], Code = "NoError" };
            }
        }
        return response;
    }

    public void Dispose() => _client?.Dispose();

    private static DnsPeer Peer(bool tcp) => DnsPeer.Of(new IPEndPoint(IPAddress.Loopback, 5353), IPAddress.Loopback, tcp ? DnsTransport.Tcp : DnsTransport.Udp);

    private static DnsName Parse(string name) => DnsName.TryParse(name, DnsName.Root, out var parsed, out _) ? parsed : throw new FormatException(name);

    private DnsName? Zone(string name)
    {
        var parsed = Parse(name);
        return _zones.FirstOrDefault(parsed.IsAtOrBelow);
    }

    private static string Owner(Observed response) => Fields(response.Ordered[^1])[0];

    // The end of the chain of aliases from a name, when it ends in an alias.
    private static string? Last(Observed response, string name)
    {
        var chain = Chain(response);
        return chain.Count > 0 && chain.Count == response.Ordered.Count(record => Fields(record)[3] is "5") ? Fields(chain[^1])[4] : null;
    }

    private static List<string> Chain(Observed response)
    {
        // Both servers write chains in their order.
        var chain = response.Ordered.Where(record => Fields(record)[3] is "5").ToList();
        return chain.Count > 0 && Fields(response.Ordered[^1])[3] == "5" ? chain : [];
    }

    private static string[] Fields(string record) => record.Split(' ');
}
