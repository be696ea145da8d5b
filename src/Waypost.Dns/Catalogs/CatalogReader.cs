using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Catalogs;

/// <summary>Reads a catalog zone (RFC 9432). Properties that are not known are left alone, as section 4.4 wants.</summary>
public static class CatalogReader
{
    /// <summary>The schema version that is understood (section 4.2.1).</summary>
    public const string Version = "2";

    /// <summary>How many members a catalog may have.</summary>
    public const int MaxMembers = 1_000_000;

    /// <summary>Reads the members, or why the catalog is broken.</summary>
    public static Catalog Read(string origin, IEnumerable<ZoneRrset> rrsets)
    {
        var drafts = new Dictionary<string, Draft>(StringComparer.OrdinalIgnoreCase);
        ZoneRrset? version = null;
        foreach (var rrset in rrsets)
        {
            if (RelativeLabels(rrset.Owner, origin) is not { } labels)
            {
                continue;
            }
            switch (labels)
            {
                case ["version"] when rrset.Type == "TXT":
                    version = rrset;
                    break;
                case [var label, "zones"] when rrset.Type == "PTR":
                    DraftOf(drafts, label).Pointer = rrset;
                    break;
                case ["group", var label, "zones"] when rrset.Type == "TXT":
                    DraftOf(drafts, label).Group = rrset;
                    break;
                case ["coo", var label, "zones"] when rrset.Type == "PTR":
                    DraftOf(drafts, label).ChangeOfOwnership = rrset;
                    break;
                default:
                    break;
            }
        }
        return CheckVersion(version) is { } problem ? Broken(problem) : Members(origin, drafts);
    }

    private static Catalog Members(string origin, Dictionary<string, Draft> drafts)
    {
        var members = new List<CatalogMember>(drafts.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (label, draft) in drafts)
        {
            // A property without a member's pointer belongs to nothing.
            if (draft.Pointer is null)
            {
                continue;
            }
            if (draft.Pointer.Rdata is not [var target])
            {
                return Broken($"the member {label} has {draft.Pointer.Rdata.Count} PTR records, not one");
            }
            if (draft.ChangeOfOwnership is { Rdata.Count: not 1 })
            {
                return Broken($"the coo property of the member {label} has {draft.ChangeOfOwnership.Rdata.Count} PTR records, not one");
            }
            var zone = RrsetNormalizer.NormalizeZoneName(target)!;
            if (!seen.Add(zone))
            {
                return Broken($"the zone {zone} is a member twice");
            }
            if (members.Count == MaxMembers)
            {
                return Broken($"there are more than {MaxMembers} members");
            }
            if (zone != origin)
            {
                members.Add(new CatalogMember(label.ToLowerInvariant(), zone, Groups(draft.Group), draft.ChangeOfOwnership is { Rdata: [var owner] } ? RrsetNormalizer.NormalizeZoneName(owner) : null));
            }
        }
        return new Catalog(members, null);
    }

    private static string? CheckVersion(ZoneRrset? version)
    {
        if (version is null)
        {
            return "it has no version property";
        }
        if (version.Rdata is not [var text] || Strings(text) is not [var value])
        {
            return "its version property is not one string";
        }
        return value == Version ? null : $"its schema version is {value}, and only {Version} is understood";
    }

    private static Draft DraftOf(Dictionary<string, Draft> drafts, string label)
    {
        if (!drafts.TryGetValue(label, out var draft))
        {
            drafts.Add(label, draft = new Draft());
        }
        return draft;
    }

    private static string[] Groups(ZoneRrset? group) => group is null ? [] : [.. group.Rdata.Select(Strings).Where(strings => strings.Length == 1).Select(strings => strings[0])];

    private static string[] Strings(string rdata) => [.. RdataText.Split(rdata).Tokens.Select(token => Unescape(token.Text))];

    private static string Unescape(string text)
    {
        var value = new StringBuilder(text.Length);
        for (int i = 0, used = 1; i < text.Length && used > 0; i += used)
        {
            used = Escapes.ReadByte(text.AsSpan(i), out var octet);
            value.Append((char)octet);
        }
        return value.ToString();
    }

    // The labels in front of the origin; null when the owner is not below it.
    private static string[]? RelativeLabels(string owner, string origin)
    {
        if (!owner.EndsWith(origin, StringComparison.OrdinalIgnoreCase) || owner.Length <= origin.Length + (origin == "." ? 0 : 1))
        {
            return null;
        }
        var labels = owner[..^(origin.Length + (origin == "." ? 0 : 1))].Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            // The names of properties are compared without case (RFC 4343).
            labels[i] = i == labels.Length - 1 || (i == 0 && labels.Length == 3) ? labels[i].ToLowerInvariant() : labels[i];
        }
        return labels;
    }

    private static Catalog Broken(string problem) => new([], problem);

    private sealed class Draft
    {
        public ZoneRrset? Pointer { get; set; }

        public ZoneRrset? Group { get; set; }

        public ZoneRrset? ChangeOfOwnership { get; set; }
    }
}
