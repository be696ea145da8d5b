using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>A view, or a configuration without views: its zones, then what holds for all of them.</summary>
internal static class ViewCheck
{
    private static readonly string[] NonZero = ["max-retry-time", "min-retry-time", "max-refresh-time", "min-refresh-time"];

    public static void Check(ConfCheck check, ConfMap? view, string name, string @class, ZoneFileUse use)
    {
        ZoneScope scope = new(check, view, name, @class, use);
        foreach (var zone in (view ?? check.Root).Tuples("zone"))
        {
            new ZoneCheck(scope, zone).Check();
        }
        PolicyZonesCheck.Check(check, view, scope);
        if ((view ?? check.Options) is { } options)
        {
            ForwardingCheck.Forward(check, options, null);
        }
        foreach (var map in new[] { check.Options, view }.OfType<ConfMap>())
        {
            CheckNonZero(check, map);
        }
        if ((view ?? check.Options) is { } own)
        {
            ForwardingCheck.DualStack(check, own);
            RrsetOrderCheck.Check(check, own);
        }
        Dictionary<string, ConfValue> keys = new(StringComparer.Ordinal);
        if (!KeyCheck.Check(check, check.Root, keys) || (view is not null && !KeyCheck.Check(check, view, keys)))
        {
            return;
        }
        ServersCheck.Check(check, check.Root, keys);
        if (view is not null)
        {
            ServersCheck.Check(check, view, keys);
        }
        TrustAnchorsCheck.Check(check, view);
        OptionsCheck.Check(check, view ?? check.Root, view is null ? OptionsLevel.Config : OptionsLevel.View);
        RecursionCheck.Check(check, view, name, @class);
        PluginCheck.Check(check, view ?? check.Root);
    }

    public static void CheckNonZero(ConfCheck check, ConfMap map)
    {
        foreach (var clause in NonZero)
        {
            if (map[clause] is ConfNumber { Value: 0 } zero)
            {
                check.Error(zero, $"'{clause}' must not be zero");
            }
        }
    }
}
