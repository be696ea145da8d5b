using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Where the clauses stand that are checked.</summary>
internal enum OptionsLevel
{
    /// <summary>The file as a whole.</summary>
    Config,
    Options,
    View,
    Zone,
}

/// <summary>Clauses whose value has a rule of its own, of options, views and the file.</summary>
internal static class OptionsCheck
{
    private const uint Week = 604_800;
    private const int MaxServerId = 1024;

    private static readonly string[] Ports = ["port", "tls-port", "http-port", "https-port"];
    private static readonly string[] Contacts = ["empty-server", "empty-contact", "dns64-server", "dns64-contact"];

    public static void Check(ConfCheck check, ConfMap map, OptionsLevel level)
    {
        if (level == OptionsLevel.Options)
        {
            foreach (var port in Ports.Select(clause => map[clause]).OfType<ConfNumber>().Where(port => port.Value > 65535))
            {
                check.Error(port, $"port '{port.Value}' out of range");
            }
        }
        if (level is OptionsLevel.Options or OptionsLevel.View)
        {
            foreach (var source in SourcePortCheck.OfQueries)
            {
                SourcePortCheck.Check(check, source, map[source]);
            }
        }
        OptionRanges.Intervals(check, map);
        if (level == OptionsLevel.Config)
        {
            DnssecPolicyCheck.Check(check);
        }
        OptionRanges.Signing(check, map, level != OptionsLevel.Config && map["dnssec-policy"] is not null);
        Names(check, map, level);
        OptionRanges.Lifetimes(check, map, Week);
        CookieCheck.Check(check, map);
        OptionRanges.Dnstap(check, map);
        OptionRanges.Sizes(check, map);
        CheckNames(check, map);
        OptionRanges.Stale(check, map);
        ListenerCheck.Check(check, map);
        OptionRanges.Restarts(check, map);
    }

    private static void Names(ConfCheck check, ConfMap map, OptionsLevel level)
    {
        if (map["preferred-glue"] is ConfText glue && !glue.Text.Is("a") && !glue.Text.Is("aaaa") && !glue.Text.Is("none"))
        {
            check.Warn(glue, $"preferred-glue unexpected value '{glue.Text}'");
        }
        foreach (var name in map["root-delegation-only"].Items().Where(name => !NameCheck.IsName(name.Text())))
        {
            check.Error(name, $"bad domain name '{name.Text()}'");
        }
        Disabled(check, map, "disable-algorithms", "invalid algorithm", AlgorithmNames.IsAlgorithm);
        Disabled(check, map, "disable-ds-digests", "invalid digest type", AlgorithmNames.IsDigest);
        if (level is OptionsLevel.Options or OptionsLevel.View && map["auto-dnssec"] is ConfText auto && !auto.Text.Is("off"))
        {
            check.Error(auto, "auto-dnssec may only be activated at the zone level");
        }
        Dictionary<string, ConfValue> secure = new(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in map.Tuples("dnssec-must-be-secure"))
        {
            var name = rule["name"].Text();
            if (!NameCheck.IsName(name))
            {
                check.Error(rule["name"], $"bad domain name '{name}'");
            }
            else if (!secure.TryAdd(name, rule))
            {
                check.Error(rule, $"dnssec-must-be-secure '{name}': already exists previous definition: {ConfCheck.Place(secure[name])}");
            }
        }
        foreach (var clause in Contacts)
        {
            if (map[clause] is ConfText contact && !NameCheck.IsName(contact.Text))
            {
                check.Error(contact, $"{clause}: invalid name '{contact.Text}'");
            }
        }
        foreach (var zone in map.All("disable-empty-zone").Where(zone => !NameCheck.IsName(zone.Text())))
        {
            check.Error(zone, $"disable-empty-zone: invalid name '{zone.Text()}'");
        }
        if (map["server-id"] is ConfText id && id.Text.Length > MaxServerId)
        {
            check.Error(id, "'server-id' too big (>1024 bytes)");
        }
    }

    private static void Disabled(ConfCheck check, ConfMap map, string clause, string message, Func<string, bool> isKnown)
    {
        foreach (var rule in map.Tuples(clause))
        {
            if (!NameCheck.IsName(rule["name"].Text()))
            {
                check.Error(rule["name"], $"bad domain name '{rule["name"].Text()}'");
            }
            foreach (var value in rule["values"].Items().Where(value => !isKnown(value.Text())))
            {
                check.Error(value, $"{message} '{value.Text()}'");
            }
        }
    }

    private static void CheckNames(ConfCheck check, ConfMap map)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in map.All("check-names").OfType<ConfTuple>())
        {
            var type = rule["type"].Text().ToLowerInvariant();
            if (type == "response")
            {
                continue;
            }
            if (!seen.Add(type))
            {
                check.Error(rule, $"'check-names {type}' duplicated");
            }
            foreach (var (today, former) in new[] { ("primary", "master"), ("secondary", "slave") })
            {
                if ((type == today && seen.Contains(former)) || (type == former && seen.Contains(today)))
                {
                    check.Error(rule, $"'check-names' cannot take both '{today}' and '{former}'");
                }
            }
        }
    }
}
