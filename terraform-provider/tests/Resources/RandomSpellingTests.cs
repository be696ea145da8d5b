using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Tests.Resources;

/// <summary>Random valid record sets, written in random spellings, stored as the server stores them: reading them back is no change.</summary>
public sealed class RandomSpellingTests
{
    private const int Rounds = 2000;

    private static readonly RecordSetResource Resource = new();

    [Theory]
    [InlineData(1)]
    [InlineData(20261124)]
    public void WhatTheServerStoredIsWhatWasWritten(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (type, canonical) = Records(random);
            var seconds = random.Next(1, 200_000);
            var written = Value(Case(random, "host.sub"), Case(random, type), Ttl(random, seconds), [.. canonical.Select(record => Spell(random, type, record)).OrderBy(_ => random.Next())]);
            var stored = RrsetNormalizer.Normalize("example.com.", "host.sub", type, (uint)seconds, [.. written["records"].Texts!.Select(record => RecordSetForms.Sent(type, record))]);
            Assert.True(stored.Rrset is not null, $"round {round}: {type} {string.Join(" | ", written["records"].Texts!)}: {string.Join("; ", stored.Errors.Select(error => error.Message))}");
            var read = Value("host.sub", stored.Rrset.Type, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), stored.Rrset.Rdata);
            Assert.True(written.Equals(Resource.Spell(written, read)), $"round {round}: {type} {string.Join(" | ", written["records"].Texts!)} reads {string.Join(" | ", stored.Rrset.Rdata)}");
        }
    }

    private static CtyValue Value(string name, string type, string ttl, IReadOnlyList<string> records) => Resource.Schema.ObjectOf(
        ("zone", CtyValue.Of("Example.COM.")), ("name", CtyValue.Of(name)), ("type", CtyValue.Of(type)), ("ttl", CtyValue.Of(ttl)), ("records", CtyValue.Of(records)));

    private static (string Type, List<string> Records) Records(Random random)
    {
        var count = random.Next(1, 4);
        List<string> Each(Func<int, string> make) => [.. Enumerable.Range(0, count).Select(make)];
        return random.Next(9) switch
        {
            0 => ("A", Each(i => $"192.0.2.{i + 1}")),
            1 => ("AAAA", Each(i => $"2001:db8:0:0:0:0:0:{i + 1:x}")),
            2 => ("MX", Each(i => $"{i} mail{i}.example.com.")),
            3 => ("CNAME", ["target.example.com."]),
            4 => ("SRV", Each(i => $"{i} 5 443 web{i}.example.com.")),
            5 => ("TXT", Each(i => $"\"v=X{i} {new string('k', random.Next(1, 600))}\"")),
            6 => ("DS", Each(i => $"{i} 8 2 {new string("abcdef0123456789"[i], 64)}")),
            7 => ("SSHFP", Each(i => $"1 2 {new string("abcdef0123456789"[i], 64)}")),
            _ => ("CAA", Each(i => $"0 issue \"ca{i}.example.net\"")),
        };
    }

    private static string Spell(Random random, string type, string record)
    {
        switch (type)
        {
            case "AAAA":
                return random.Next(3) switch { 0 => record.ToUpperInvariant(), 1 => record.Replace(":0:0:0:0:0:", "::", StringComparison.Ordinal), _ => record };
            case "MX" or "CNAME" or "SRV":
                var relative = random.Next(2) == 0 ? record : record.Replace(".example.com.", "", StringComparison.Ordinal);
                return Case(random, random.Next(2) == 0 ? relative : relative.Replace(" ", "   ", StringComparison.Ordinal));
            case "TXT" when record.Length > 20:
                var at = random.Next(2, Math.Min(record.Length - 2, 200));
                return random.Next(2) == 0 ? record : $"{record[..at]}\" \"{record[at..]}";
            case "DS" or "SSHFP":
                var split = random.Next(record.Length - 60, record.Length - 1);
                return random.Next(2) == 0 ? record.ToUpperInvariant() : $"{record[..split]} {record[split..]}";
            default:
                return record;
        }
    }

    private static string Ttl(Random random, int seconds) => random.Next(3) switch
    {
        0 => $"{seconds}s",
        1 => $"{seconds / 3600}h{seconds % 3600 / 60}M{seconds % 60}S",
        _ => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Case(Random random, string text) => string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
}
