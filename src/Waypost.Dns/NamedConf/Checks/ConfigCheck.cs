using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The order in which a configuration is checked.</summary>
internal static class ConfigCheck
{
    private static readonly string[] BuiltinAcls = ["localhost", "localnets", "any", "none"];

    public static void Check(ConfCheck check)
    {
        if (check.Options is { } options)
        {
            OptionsCheck.Check(check, options, OptionsLevel.Options);
        }
        LoggingCheck.Check(check);
        ControlsCheck.Check(check);
        RemoteServersCheck.Check(check);
        HttpCheck.Check(check);
        TlsCheck.Check(check);
        if (check.Options is { } global && check.Config.Views.Count > 0)
        {
            ForwardingCheck.DualStack(check, global);
        }
        ZoneFileUse use = new();
        if (check.Config.Views.Count == 0)
        {
            ViewCheck.Check(check, null, "_default", "IN", use);
        }
        else
        {
            CheckViews(check, use);
        }
        CheckAcls(check);
    }

    private static void CheckViews(ConfCheck check, ZoneFileUse use)
    {
        if (check.Root["zone"] is { } zones)
        {
            check.Error(zones, "when using 'view' statements, all zones must be in views");
        }
        if (check.Root["plugin"] is { } plugins)
        {
            check.Error(plugins, "when using 'view' statements, all plugins must be defined in views");
        }
        Dictionary<(string, string), ConfValue> seen = [];
        foreach (var view in check.Root.Tuples("view"))
        {
            var name = view["name"].Text();
            var (@class, usable) = ("IN", true);
            if (view["class"] is ConfText stated && !NameCheck.TryClass(stated.Text, out @class))
            {
                usable = check.Error(stated, $"view '{name}': invalid class {stated.Text}");
            }
            if (usable && !seen.TryAdd((name, @class), view))
            {
                usable = check.Error(view, $"view '{name}': already exists previous definition: {ConfCheck.Place(seen[(name, @class)])}");
            }
            else if (usable && ((name.Is("_bind") && @class == "CH") || (name.Is("_default") && @class == "IN")))
            {
                check.Error(view, $"attempt to redefine builtin view '{name}'");
            }
            if (usable)
            {
                ViewCheck.Check(check, (ConfMap)view["options"], name, @class, use);
            }
        }
    }

    private static void CheckAcls(ConfCheck check)
    {
        var acls = check.Root.Tuples("acl").ToList();
        for (var i = 0; i < acls.Count; i++)
        {
            var name = acls[i]["name"].Text();
            if (Array.Exists(BuiltinAcls, builtin => builtin.Is(name)))
            {
                check.Error(acls[i], $"attempt to redefine builtin acl '{name}'");
            }
            foreach (var later in acls.Skip(i + 1).Where(later => later["name"].Text().Is(name)))
            {
                check.Error(later, $"attempt to redefine acl '{later["name"].Text()}' previous definition: {ConfCheck.Place(acls[i])}");
            }
        }
    }
}
