using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>controls: whom the channels allow, and that their keys are there.</summary>
internal static class ControlsCheck
{
    private const int MaxSocketPath = 108;

    public static void Check(ConfCheck check)
    {
        var keys = check.Root.Maps("key").Select(key => key.Id.Text()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var controls in check.Root.Maps("controls"))
        {
            foreach (var inet in controls.Tuples("inet"))
            {
                check.Acls.Check(inet["allow"]);
                Keys(check, inet["keys"], keys);
            }
            foreach (var unix in controls.Tuples("unix"))
            {
                var path = unix["path"].Text();
                if (System.Text.Encoding.UTF8.GetByteCount(path) >= MaxSocketPath)
                {
                    check.Error(unix["path"], $"unix control '{path}': path too long");
                }
                var permission = unix["perm"].Number();
                if ((permission & 0x1B6) == 0)
                {
                    check.Warn(unix["perm"], $"unix control '{path}' allows access to nobody");
                }
                else if ((permission & 6) != 0)
                {
                    check.Warn(unix["perm"], $"unix control '{path}' allows access to everyone");
                }
                Keys(check, unix["keys"], keys);
            }
        }
    }

    private static void Keys(ConfCheck check, ConfValue list, HashSet<string> known)
    {
        foreach (var key in list.Items().Where(key => !known.Contains(key.Text())))
        {
            check.Error(key, $"unknown key '{key.Text()}'");
        }
    }
}
