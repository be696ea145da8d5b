using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>What a view asks of clients: dnstap, ACLs, recursion, dns64 and rate-limit.</summary>
internal static class RecursionCheck
{
    private static readonly string[] Acls =
    [
        "allow-query", "allow-query-on", "allow-query-cache", "allow-query-cache-on", "blackhole", "keep-response-order", "match-clients", "match-destinations", "sortlist",
    ];

    private static readonly string[] RecursionAcls = ["allow-recursion", "allow-recursion-on"];

    public static void Check(ConfCheck check, ConfMap? view, string name, string @class)
    {
        if ((view?["dnstap"] ?? check.Options?["dnstap"]) is { } dnstap && check.Options?["dnstap-output"] is null)
        {
            check.Error(dnstap, "'dnstap-output' must be set if 'dnstap' is set");
        }
        CheckAcls(check, view);
        CheckRecursion(check, view, name, @class);
        if ((view ?? check.Options) is { } options)
        {
            Dns64Check.Check(check, options);
        }
        if ((view?["rate-limit"] ?? check.Options?["rate-limit"]) is ConfMap limit)
        {
            RateLimitCheck.Check(check, limit);
        }
    }

    private static void CheckAcls(ConfCheck check, ConfMap? view)
    {
        foreach (var clause in Acls)
        {
            check.Acls.Check(view?[clause] ?? check.Options?[clause]);
        }
    }

    private static void CheckRecursion(ConfCheck check, ConfMap? view, string name, string @class)
    {
        var recursion = (view?["recursion"] ?? check.Options?["recursion"]) is not ConfBoolean { Value: false };
        if (view is not null && recursion && @class != "IN")
        {
            check.Warn(view, $"recursion will be disabled for non-IN view '{name}'");
        }
        foreach (var clause in RecursionAcls)
        {
            if ((view?[clause] ?? check.Options?[clause]) is not { } list)
            {
                continue;
            }
            if (!check.Acls.Check(list))
            {
                continue;
            }
            if (!recursion && !IsNone(list))
            {
                check.Warn(list, $"both \"recursion no;\" and \"{clause}\" active{(view is null ? "" : $" for view {name}")}");
            }
        }
    }

    private static bool IsNone(ConfValue list) => list.Items() is [ConfText name] && name.Text.Is("none");
}
