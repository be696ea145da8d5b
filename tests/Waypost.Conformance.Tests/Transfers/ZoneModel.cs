using System.Globalization;
using System.Text;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>One change of an RRset; no records means that it goes.</summary>
internal sealed record ZoneChange(string Owner, string Type, int Ttl, IReadOnlyList<string> Records);

/// <summary>The zone that both sides of a transfer must hold, and random changes of it. The same seed gives the same changes.</summary>
internal sealed class ZoneModel(string origin, int seed)
{
    private static readonly string[] Types = ["A", "AAAA", "TXT", "MX", "SRV", "CAA", "TYPE65400"];

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<(string Owner, string Type), ZoneChange> _rrsets = new() { [("ns1", "A")] = new("ns1", "A", 300, ["127.0.0.1"]) };

    public string Origin => origin;

    public int Serial { get; set; } = 1;

    /// <summary>Makes a random change: RRsets come, go, and change their records or TTL.</summary>
    public ZoneChange Next()
    {
        // Few owners, so that changes meet what earlier ones left.
        string owner = (_random.Next(12)) switch { 0 => "*.wild", 1 => "Mixed.Case", 2 => "deep.er.down", var n => $"host{n}" };
        string type = Types[_random.Next(Types.Length)];
        bool remove = _rrsets.ContainsKey((owner, type)) && _random.Next(3) == 0;
        ZoneChange change = new(owner, type, 60 * (1 + _random.Next(5)), remove ? [] : [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Rdata(type)).Distinct()]);
        if (remove)
        {
            _rrsets.Remove((owner, type));
        }
        else
        {
            _rrsets[(owner, type)] = change;
        }

        return change;
    }

    /// <summary>The commands with which nsupdate makes a change.</summary>
    public string ToUpdate(ZoneChange change)
    {
        StringBuilder script = new($"zone {origin}\nupdate delete {change.Owner}.{origin} {change.Type}\n");
        foreach (string record in change.Records)
        {
            script.Append(CultureInfo.InvariantCulture, $"update add {change.Owner}.{origin} {change.Ttl} {change.Type} {record}\n");
        }

        return script.Append("send\n").ToString();
    }

    /// <summary>The whole zone as a master file.</summary>
    public string ToMasterFile()
    {
        StringBuilder file = new($"$ORIGIN {origin}.\n@ 300 SOA ns1 host {Serial} 3600 600 86400 60\n@ 300 NS ns1\n");
        foreach (ZoneChange rrset in _rrsets.Values)
        {
            foreach (string record in rrset.Records)
            {
                file.Append(CultureInfo.InvariantCulture, $"{rrset.Owner} {rrset.Ttl} {rrset.Type} {record}\n");
            }
        }

        return file.ToString();
    }

    private string Rdata(string type) => type switch
    {
        "A" => $"192.0.2.{_random.Next(1, 255)}",
        "AAAA" => $"2001:db8::{_random.Next(1, 0xffff):x}",
        "TXT" => $"\"text {_random.Next(1000)}; with (signs)\" \"and \\\"quotes\\\"\"",
        "MX" => $"{_random.Next(100)} Mail{_random.Next(5)}.Example.net.",
        "SRV" => $"{_random.Next(10)} {_random.Next(10)} {_random.Next(1, 65535)} target.{origin}.",
        "CAA" => $"0 issue \"ca{_random.Next(100)}.example.net\"",
        _ => $"\\# 4 {_random.Next():x8}",
    };
}
