using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The files and directories of a zone, and dialup.</summary>
internal static class ZoneFileCheck
{
    public static void Dialup(ZoneCheck zone)
    {
        if (zone.Map["dialup"] is ConfText dialup && (zone.IsPrimary || zone.Kind is ZoneKinds.Stub) &&
            !(dialup.Text.Is("notify") && zone.IsPrimary) && !(zone.Kind == ZoneKinds.Stub && (dialup.Text.Is("passive") || dialup.Text.Is("refresh"))))
        {
            zone.Scope.Check.Error(dialup, $"dialup type '{dialup.Text}' is not allowed in '{zone.TypeText}' zone '{zone.Text}'");
        }
    }

    public static void KeyDirectory(ZoneCheck zone, ZoneSigningCheck signing)
    {
        var check = zone.Scope.Check;
        var directory = zone.Effective("key-directory");
        if (directory is ConfText path && !check.Files.IsDirectory(check.Config.Resolve(path.Text), out var reason))
        {
            check.Warn(path, $"key-directory: '{path.Text}' {(reason == "not a directory" ? "is not a directory" : "does not exist")}");
        }
        if (signing.PolicyName is not { } policy || zone.Name is null)
        {
            return;
        }
        var key = zone.Name.ToString().ToLowerInvariant() + " " + directory.Text();
        ConfValue where = directory ?? zone.Statement;
        if (!zone.Scope.Use.KeyDirectories.TryAdd(key, (where, policy)) && zone.Scope.Use.KeyDirectories[key] is var earlier && !earlier.Policy.Is(policy))
        {
            check.Error(where, $"key-directory '{directory.Text()}' already in use by zone {NameCheck.Format(zone.Name)} with policy {earlier.Policy}: {ConfCheck.Place(earlier.Where)}");
        }
    }

    public static void Database(ZoneCheck zone, ZoneSigningCheck signing)
    {
        var check = zone.Scope.Check;
        var (database, dlz, file) = (zone.Map["database"], zone.Map["dlz"], zone.Map["file"]);
        if (database is not null && dlz is not null)
        {
            check.Error(zone.Statement, $"zone '{zone.Text}': cannot specify both 'dlz' and 'database'");
        }
        else if (dlz is null && (database is null || database.Text() is "rbt" or "rbt64"))
        {
            if (file is null)
            {
                if (zone.IsPrimary || zone.Kind == ZoneKinds.Hint)
                {
                    check.Error(zone.Statement, $"zone '{zone.Text}': missing 'file' entry");
                }
            }
            else if (zone.IsSecondary || zone.Kind is ZoneKinds.Mirror || signing.IsDynamic || signing.PolicyName is not null || signing.IsInline)
            {
                Use(check, zone, file, written: true);
            }
            else if (zone.IsPrimary || zone.Kind is ZoneKinds.Hint)
            {
                Use(check, zone, file, written: false);
            }
        }
    }

    private static void Use(ConfCheck check, ZoneCheck zone, ConfValue file, bool written)
    {
        var files = zone.Scope.Use.Files;
        if (files.TryAdd(file.Text(), (file, written)))
        {
            return;
        }
        var earlier = files[file.Text()];
        if (written || earlier.Written)
        {
            check.Error(file, $"writeable file '{file.Text()}': already in use: {ConfCheck.Place(earlier.Where)}");
        }
    }
}
