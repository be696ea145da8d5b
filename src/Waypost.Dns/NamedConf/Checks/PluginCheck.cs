using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>plugin: whether the library is there. What it makes of its parameters is not known here; -c leaves plugins out.</summary>
internal static class PluginCheck
{
    private static readonly string[] Directories = ["/usr/lib/x86_64-linux-gnu/bind/", "/usr/lib/aarch64-linux-gnu/bind/", "/usr/lib/bind/", "/usr/lib64/bind/"];

    public static void Check(ConfCheck check, ConfMap map)
    {
        if (check.How.CoreOnly)
        {
            return;
        }
        foreach (var plugin in map.Tuples("plugin"))
        {
            var library = plugin["library"].Text();
            var path = library.Contains('/', StringComparison.Ordinal) ? library : Find(check, library);
            if (!path.EndsWith(".so", StringComparison.Ordinal) || check.Files.Glob(path).Count == 0)
            {
                check.Error(plugin, $"{path}: plugin check failed: failure");
            }
        }
    }

    private static string Find(ConfCheck check, string library)
    {
        var directory = Array.Find(Directories, directory => check.Files.Glob(directory + library).Count > 0)
            ?? Array.Find(Directories, directory => check.Files.IsDirectory(directory, out _))
            ?? Directories[0];
        return directory + library;
    }
}
