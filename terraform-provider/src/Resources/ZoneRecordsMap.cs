using System.Globalization;
using System.IO.Enumeration;
using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary>The map of <c>waypost_zone_records</c>: its keys, its entries, and what it changes.</summary>
internal static class ZoneRecordsMap
{
    /// <summary>As many changes as the API takes at once.</summary>
    public const int MaxChanges = 10_000;

    private const string ChangePath = "$.changes[";

    public static ObjectSchema Entry { get; } = new(
        "A record set.",
        new SchemaAttribute("ttl", CtyType.Text, "Time to live: seconds, or with units (`5m`, `1h30m`). Default: 3600.") { Optional = true },
        new SchemaAttribute("records", CtyType.ListOf(CtyType.Text), "The records' data as in a zone file.") { Required = true });

    /// <summary>Owner (relative, lower case) and type of a key, or null when it is none.</summary>
    public static (string Owner, string Type)? Split(string zone, string key)
    {
        var slash = key.LastIndexOf('/');
        return slash <= 0 || slash == key.Length - 1 || RecordSetForms.Owner(zone, key[..slash]) is null
            ? null
            : (RecordSetForms.Relative(zone, key[..slash]), RecordSetForms.CanonicalType(key[(slash + 1)..]));
    }

    /// <summary>The entries by canonical key, with the keys as they are written.</summary>
    public static Dictionary<string, (string Key, CtyValue Entry)> Canonical(string zone, CtyValue records)
    {
        var entries = new Dictionary<string, (string, CtyValue)>(StringComparer.Ordinal);
        foreach (var (key, entry) in records.Members ?? new Dictionary<string, CtyValue>())
        {
            if (Split(zone, key) is { } at)
            {
                entries[ZoneRecords.Key(at.Owner, at.Type)] = (key, entry);
            }
        }

        return entries;
    }

    public static CtyValue ToEntry(Rrset rrset) => Entry.ObjectOf(("ttl", CtyValue.Of(rrset.Ttl.ToString(CultureInfo.InvariantCulture))), ("records", CtyValue.Of(rrset.Records)));

    /// <summary>Whether an <c>owner/TYPE</c> is one that a pattern with <c>*</c> means.</summary>
    public static bool IsMatch(string pattern, string key) => FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: true);

    public static void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        var zone = config["zone"].Text ?? "zone.invalid";
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, entry) in config["records"].Members ?? new Dictionary<string, CtyValue>())
        {
            var slash = key.LastIndexOf('/');
            if (slash <= 0 || slash == key.Length - 1)
            {
                diagnostics.Error("Invalid key", $"\"{key}\" is not owner/TYPE, for example www/A or @/MX.", "records", new MapKey(key));
                continue;
            }

            IReadOnlyList<object> PathOf(string member) => member is "ttl" or "records" ? ["records", new MapKey(key), member] : ["records", new MapKey(key)];
            RecordSetChecks.Validate(config["zone"], CtyValue.Of(key[..slash]), CtyValue.Of(key[(slash + 1)..]), entry["ttl"], entry["records"], PathOf, diagnostics);
            if (config["zone"].IsUnknown || Split(zone, key) is not { } at)
            {
                continue;
            }

            if (!seen.Add(ZoneRecords.Key(at.Owner, at.Type)))
            {
                diagnostics.Error("Two keys for one record set", $"\"{key}\" names the same record set as another key.", "records", new MapKey(key));
            }

            if (types.TryGetValue(at.Owner, out var other) && (other == "CNAME" || at.Type == "CNAME") && other != at.Type)
            {
                diagnostics.Error("A CNAME stands alone", $"{at.Owner} has {other} and {at.Type} records, but beside a CNAME there can be no others (RFC 1034 section 3.6.2).", "records", new MapKey(key));
            }

            types[at.Owner] = other == "CNAME" ? other : at.Type;
        }
    }

    /// <summary><paramref name="actual"/> with the keys and entries of <paramref name="reference"/> that mean the same.</summary>
    /// <param name="reference">The state.</param>
    /// <param name="actual">What was read or planned.</param>
    /// <param name="isPlan">A plan may keep the state's map as a whole, or an entry under its own key; Terraform accepts nothing in between.</param>
    public static CtyValue Spell(CtyValue reference, CtyValue actual, bool isPlan)
    {
        if (!reference.IsKnown || !actual.IsKnown || actual["zone"].Text is not { } zone || reference["records"].Members is not { } old || actual["records"].Members is not { } now)
        {
            return actual;
        }

        var known = Canonical(zone, reference["records"]);
        var spelled = new Dictionary<string, CtyValue>(now.Count, StringComparer.Ordinal);
        var isSame = old.Count == now.Count;
        foreach (var (key, entry) in now)
        {
            if (old.TryGetValue(key, out var exact) && exact.Equals(entry))
            {
                spelled[key] = exact;
                continue;
            }

            var at = Split(zone, key) ?? (key, "");
            if (known.TryGetValue(ZoneRecords.Key(at.Owner, at.Type), out var match) && IsSame(zone, at.Type, match.Entry, entry))
            {
                var mine = match.Key == key || !isPlan;
                spelled[mine ? match.Key : key] = mine ? match.Entry : entry;
                continue;
            }

            isSame = false;
            spelled[isPlan || match.Key is null ? key : match.Key] = isPlan || match.Key is null ? entry : SpellEntry(zone, at.Type, match.Entry, entry);
        }

        return isSame ? actual.With("records", reference["records"]) : actual.With("records", CtyValue.Of(spelled));
    }

    /// <summary>What brings a zone from one map to another, and the key of each change.</summary>
    public static (List<RrsetPatch> Changes, List<string> Keys) Changes(string zone, CtyValue prior, CtyValue plan)
    {
        var (before, after) = (Canonical(zone, prior), Canonical(zone, plan));
        var changes = new List<RrsetPatch>();
        var keys = new List<string>();
        foreach (var (canonical, (key, entry)) in after)
        {
            if (before.TryGetValue(canonical, out var old) && old.Entry.Equals(entry))
            {
                continue;
            }

            var (owner, type) = Split(zone, key)!.Value;
            changes.Add(new RrsetPatch(owner, type, Ttl(entry), [.. (entry["records"].Texts ?? []).Select(record => RecordSetForms.Sent(type, record))]));
            keys.Add(key);
        }

        foreach (var (canonical, (key, _)) in before)
        {
            var (owner, type) = Split(zone, key)!.Value;
            if (!after.ContainsKey(canonical) && !RecordSetResource.IsApexOfZone(owner, type))
            {
                changes.Add(new RrsetPatch(owner, type));
                keys.Add(key);
            }
        }

        return (changes, keys);
    }

    /// <summary>Throws when the map would overwrite what is there and differs.</summary>
    public static void RefuseTaken(string zone, CtyValue records, IReadOnlyDictionary<string, Rrset> listed)
    {
        var taken = new List<(IReadOnlyList<object>, string)>();
        foreach (var (canonical, (key, entry)) in Canonical(zone, records))
        {
            if (listed.TryGetValue(canonical, out var there) && !RecordSetResource.IsApexOfZone(there.Owner, there.Type) && !IsSame(zone, there.Type, ToEntry(there), entry))
            {
                taken.Add((["records", new MapKey(key)], $"{key} exists already with other data. Import the zone's records, or delete it first."));
            }
        }

        if (taken.Count > 0)
        {
            throw new RefusedAttributesException(taken);
        }
    }

    /// <summary>What the problem document says of each change, at the key of the change.</summary>
    public static IReadOnlyList<(IReadOnlyList<object> Path, string Message)> Refusals(WaypostApiException error, List<string> keys)
    {
        var refusals = new List<(IReadOnlyList<object>, string)>();
        foreach (var (path, messages) in error.Errors)
        {
            var close = path.StartsWith(ChangePath, StringComparison.Ordinal) ? path.IndexOf(']', StringComparison.Ordinal) : -1;
            if (close > 0 && int.TryParse(path.AsSpan(ChangePath.Length, close - ChangePath.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < keys.Count)
            {
                refusals.Add((["records", new MapKey(keys[index])], $"{keys[index]}: {string.Join(' ', messages)}"));
            }
        }

        return refusals;
    }

    private static CtyValue SpellEntry(string zone, string type, CtyValue state, CtyValue read)
    {
        var spelled = Ttl(state) == Ttl(read) ? read.With("ttl", state["ttl"]) : read;
        return state["records"].Texts is { } old && read["records"].Texts is { } now ? spelled.With("records", CtyValue.Of(RecordSetForms.Spell(zone, type, old, now))) : spelled;
    }

    private static uint Ttl(CtyValue entry) => entry["ttl"].Text is { } ttl ? RecordSetForms.Seconds(ttl) ?? RecordSetForms.DefaultTtl : RecordSetForms.DefaultTtl;

    private static bool IsSame(string zone, string type, CtyValue left, CtyValue right) =>
        left.IsKnown && right.IsKnown && left.IsWhollyKnown && right.IsWhollyKnown && Ttl(left) == Ttl(right)
        && left["records"].Texts is { } one && right["records"].Texts is { } other
        && RecordSetForms.Records(zone, type, one) is { } form && form == RecordSetForms.Records(zone, type, other);
}
