using System.Globalization;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Server.Trial;

/// <summary>Writes a zone's records as master files have them: the apex first, then the other names in canonical order.</summary>
public static class TrialZoneWriter
{
    /// <summary>Writes a new file into the place of the old one; a failure leaves the old one as it was.</summary>
    public static void Write(string path, ZoneSnapshot snapshot)
    {
        var temporary = path + ".waypost-tmp";
        using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false)))
        {
            writer.Write($"$ORIGIN .\n");
            foreach (var (owner, rrset) in Records(snapshot))
            {
                foreach (var rdata in rrset.Rdata)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{owner}\t{rrset.Ttl}\tIN\t{rrset.Type}\t{rdata}\n"));
                }
            }
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The zone as dumpdb writes it.</summary>
    public static void Dump(TextWriter writer, string name, ZoneSnapshot? snapshot)
    {
        writer.Write($";\n; Zone dump of '{name}'\n;\n");
        if (snapshot is null)
        {
            writer.Write("; zone not loaded\n");
            return;
        }
        foreach (var (owner, rrset) in Records(snapshot))
        {
            foreach (var rdata in rrset.Rdata)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Columns(owner)}{rrset.Ttl,9} IN {rrset.Type}{(rrset.Type.Length < 3 ? "\t" : "")}\t{rdata}\n"));
            }
        }
    }

    private static string Columns(string owner) => owner + new string('\t', Math.Max(1, 5 - (owner.Length / 8)));

    private static IEnumerable<(string Owner, ZoneRrset Rrset)> Records(ZoneSnapshot snapshot) => snapshot.EnumerateRrsets()
        .Select(owned => (Owner: DnsName.FromWire(owned.Owner.ToArray())!, owned.Rrset))
        .OrderBy(entry => entry.Owner, CanonicalOrder.Instance)
        .Select(entry => (entry.Owner.ToString(), entry.Rrset.ToText(entry.Owner)));

    // RFC 4034 section 6.1: label by label from the root.
    private sealed class CanonicalOrder : IComparer<DnsName>
    {
        public static CanonicalOrder Instance { get; } = new();

        public int Compare(DnsName? x, DnsName? y)
        {
            var (left, right) = (Labels(x!), Labels(y!));
            for (var i = 1; i <= Math.Min(left.Count, right.Count); i++)
            {
                var order = left[^i].AsSpan().SequenceCompareTo(right[^i]);
                if (order != 0)
                {
                    return order;
                }
            }
            return left.Count.CompareTo(right.Count);
        }

        private static List<byte[]> Labels(DnsName name)
        {
            var (wire, labels) = (name.ToLowerWire(), new List<byte[]>());
            for (var position = 0; wire[position] != 0; position += wire[position] + 1)
            {
                labels.Add(wire[(position + 1)..(position + 1 + wire[position])]);
            }
            return labels;
        }
    }
}
