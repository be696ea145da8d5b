using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>response-policy and catalog-zones: their zones are zones of the view.</summary>
internal static class PolicyZonesCheck
{
    private const int MaxPolicyZones = 64;

    public static void Check(ConfCheck check, ConfMap? view, ZoneScope scope)
    {
        if ((view?["response-policy"] ?? check.Options?["response-policy"]) is ConfTuple policy)
        {
            var zones = policy["zone list"].Items();
            if (zones.Count > MaxPolicyZones)
            {
                check.Error(policy, $"more than {MaxPolicyZones} response policy zones in view '{scope.ViewName}'");
            }
            else
            {
                Zones(check, zones, "response-policy zone", scope, view);
            }
        }
        if ((view?["catalog-zones"] ?? check.Options?["catalog-zones"]) is ConfTuple list)
        {
            var catalogs = list["zone list"];
            CatalogDuplicates(check, catalogs.Items(), view is null ? "" : $" for view {scope.ViewName}");
            Zones(check, catalogs.Items(), "catalog zone", scope, view);
        }
    }

    private static void CatalogDuplicates(ConfCheck check, IReadOnlyList<ConfValue> catalogs, string where)
    {
        Dictionary<string, ConfValue> seen = [];
        foreach (var catalog in catalogs.Cast<ConfTuple>())
        {
            var zone = catalog["zone name"];
            if (!NameCheck.TryName(zone.Text(), out var name))
            {
                check.Error(zone, $"bad domain name '{zone.Text()}'");
                continue;
            }
            var key = name.ToString().ToLowerInvariant();
            if (!seen.TryAdd(key, zone))
            {
                check.Error(zone, $"catalog zone '{NameCheck.Format(name)}': already added here {ConfCheck.Place(seen[key])}");
            }
            if (!catalog["default-primaries"].IsVoid && !catalog["default-masters"].IsVoid)
            {
                check.Error(zone, $"catalog zone '{NameCheck.Format(name)}'{where}: 'default-primaries' and 'default-masters' can not be both defined");
            }
        }
    }

    private static void Zones(ConfCheck check, IReadOnlyList<ConfValue> zones, string what, ZoneScope scope, ConfMap? view)
    {
        foreach (var zone in zones.Cast<ConfTuple>().Select(zone => zone["zone name"]))
        {
            if (!NameCheck.TryName(zone.Text(), out var name))
            {
                check.Error(zone, $"bad domain name '{zone.Text()}'");
            }
            else if (!scope.IsServed(name))
            {
                check.Error(zone, $"{what} '{zone.Text()}'{(view is null ? "" : $" for view {scope.ViewName}")} is not a primary or secondary zone");
            }
        }
    }
}
