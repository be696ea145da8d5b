using System.Text;

namespace Waypost.Dns.Tests.Differential;

/// <summary>Makes a set of zones that lean on each other, with all that makes an answer hard.</summary>
internal sealed class ZoneGenerator(Random random, bool wildcardCuts, bool belowDname)
{
    private const int OwnersPerZone = 70;

    private static readonly string[] Labels =
    [
        "a", "b", "c", "d", "e", "w", "www", "mail", "ns1", "ns2", "_tcp", "x-y", "MiXed", "*", "*", "*", @"esc\.aped", "0", "child", "cut", "old", "new",
        "a-label-of-forty-characters-to-be-long-in", "sixty-three-characters-are-the-most-that-one-label-of-dns-holds",
    ];

    private readonly List<string> _known = [];
    private List<string> _owners = [];
    private HashSet<string> _taken = [];
    private StringBuilder _text = new();
    private string _origin = "";

    private static readonly string[] Origins =
        ["test.", "alpha.test.", "child.alpha.test.", "x.deep.alpha.test.", "beta.test.", "wild.beta.test.", "redirect.test.", "other.example."];

    /// <summary>The zones of one run.</summary>
    public IReadOnlyList<GeneratedZone> Generate()
    {
        _known.AddRange(Origins);
        return [.. Origins.Select(Generate)];
    }

    private GeneratedZone Generate(string origin)
    {
        (_origin, _owners, _taken, _text) = (origin, [origin], [origin], new StringBuilder());
        _text.Append($"$TTL {random.Next(60, 7200)}\n");
        _text.Append($"{origin} {random.Next(60, 4000)} IN SOA ns1.{origin} Host.{origin} {random.Next(1, 99999)} 7200 3600 1209600 {random.Next(0, 4000)}\n");
        // BIND wants an address for each apex name server that is in the zone.
        var server = origin == "redirect.test." ? "ns1.beta.test." : $"ns1.{origin}";
        Add(origin, "NS", server, "ns.outside.invalid.");
        if (server.EndsWith(origin, StringComparison.Ordinal))
        {
            _taken.Add(server);
            _owners.Add(server);
            Add(server, "A", Address());
        }
        if (origin.StartsWith("wild", StringComparison.Ordinal))
        {
            AddOwner("*." + origin);
        }
        if (origin.StartsWith("redirect", StringComparison.Ordinal))
        {
            Add(origin, "DNAME", "beta.test.");
        }
        if (origin == "test.")
        {
            Delegate("alpha.test.");
            Delegate("redirect.test.");
        }
        if (origin == "alpha.test.")
        {
            Delegate("child.alpha.test.");
        }
        for (var i = 0; i < OwnersPerZone; i++)
        {
            AddOwner(NewName());
        }
        _known.AddRange(_owners);
        return new GeneratedZone(origin, belowDname ? _text.ToString() : WithoutNamesBelowDname(_text.ToString()), _owners);
    }

    // Knot DNS takes such a zone only when told to, and then answers from what RFC 6672 section 2.4 forbids.
    private static string WithoutNamesBelowDname(string text)
    {
        var lines = text.Split('\n');
        var redirected = lines.Where(line => line.Contains(" IN DNAME ", StringComparison.Ordinal)).Select(line => "." + line.Split(' ')[0]).ToArray();
        return string.Join('\n', lines.Where(line => !redirected.Any(owner => line.Split(' ')[0].EndsWith(owner, StringComparison.OrdinalIgnoreCase))));
    }

    private string NewName()
    {
        while (true)
        {
            var parent = random.Next(3) == 0 ? _origin : _owners[random.Next(_owners.Count)];
            for (var depth = random.Next(4) == 0 ? 2 : 1; depth > 0; depth--)
            {
                parent = $"{Labels[random.Next(Labels.Length)]}.{parent}";
            }
            if (parent.Length < 200)
            {
                return parent;
            }
        }
    }

    private void AddOwner(string owner)
    {
        if (!_taken.Add(owner.ToLowerInvariant()))
        {
            return;
        }
        _owners.Add(owner);
        switch (random.Next(20))
        {
            case < 4:
                Add(owner, "CNAME", random.Next(12) == 0 ? owner : Target());
                break;
            // RFC 4592 section 4.2: BIND does not load these.
            case < 7 when wildcardCuts || !owner.StartsWith('*'):
                Delegate(owner);
                break;
            case 7 or 8:
                Add(owner, "DNAME", random.Next(8) switch { 0 => owner, 1 => ".", _ => Target() });
                if (random.Next(2) == 0)
                {
                    AddData(owner);
                }
                break;
            default:
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    AddData(owner);
                }
                break;
        }
    }

    private void Delegate(string cut)
    {
        _taken.Add(cut);
        _owners.Add(cut);
        var servers = new List<string>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var target = random.Next(5) switch { 0 => Target(), 1 => "ns.outside.invalid.", 2 => $"ns{i}.{_origin}", _ => $"ns{i}.{cut}" };
            servers.Add(target);
            if (target.EndsWith(_origin, StringComparison.OrdinalIgnoreCase) && random.Next(4) > 0 && _taken.Add(target.ToLowerInvariant()))
            {
                _owners.Add(target);
                Add(target, "A", Address(), Address());
                if (random.Next(2) == 0)
                {
                    Add(target, "AAAA", Address6());
                }
            }
        }
        Add(cut, "NS", [.. servers]);
        if (random.Next(3) == 0)
        {
            Add(cut, "DS", "12345 13 2 49FD46E6C4B45C55D4AC69CBD3CD34AC1AFE51DE0123456789ABCDEF01234567");
        }
        if (random.Next(3) == 0)
        {
            AddData(cut);
        }
    }

    private void AddData(string owner)
    {
        switch (random.Next(16))
        {
            case 0: Add(owner, "MX", $"10 {Target()}", $"20 {Target()}", "30 mx.outside.invalid."); break;
            case 1: Add(owner, "SRV", $"1 2 443 {Target()}", $"0 0 0 {Target()}"); break;
            case 2: Add(owner, "TXT", [.. Enumerable.Range(0, random.Next(1, 12)).Select(i => $"\"{i} {new string('t', random.Next(1, 200))}\"")]); break;
            case 3: Add(owner, "TXT", "\"v=spf1 -all\" \"two strings\""); break;
            case 4: Add(owner, "PTR", Target()); break;
            case 5: Add(owner, "CAA", "0 issue \"ca.example\"", "128 iodef \"mailto:x@example\""); break;
            case 6: Add(owner, "NAPTR", $"100 10 \"S\" \"SIP+D2U\" \"\" {Target()}"); break;
            case 7: Add(owner, "TYPE65280", @"\# 4 0a000001"); break;
            case 8: Add(owner, "HTTPS", "1 . alpn=h2"); break;
            case 9: Add(owner, "AAAA", Address6(), Address6()); break;
            case 10: Add(owner, "AFSDB", $"1 {Target()}"); break;
            case 11: Add(owner, "KX", $"1 {Target()}"); break;
            case 12: Add(owner, "A", [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Address())]); break;
            default: Add(owner, "A", Address(), Address()); break;
        }
    }

    // A name somewhere: known, below a known one, missing, or of nobody here.
    private string Target()
    {
        var known = _known.Count > 0 && random.Next(3) == 0 ? _known : _owners;
        var name = known[random.Next(known.Count)];
        return random.Next(8) switch
        {
            0 => "www.outside.invalid.",
            1 => $"missing.{name}",
            2 => $"{Labels[random.Next(3)]}.{name}",
            3 => name.ToUpperInvariant(),
            _ => name,
        };
    }

    private void Add(string owner, string type, params IReadOnlyList<string> records)
    {
        var ttl = random.Next(1, 9000);
        if (!_taken.Add($"{owner.ToLowerInvariant()} {type}"))
        {
            return;
        }
        foreach (var record in records.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            _text.Append($"{owner} {ttl} IN {type} {record}\n");
        }
    }

    private string Address() => $"192.0.2.{random.Next(1, 255)}";

    private string Address6() => $"2001:db8::{random.Next(1, 65536):x}";
}
