using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.NamedConf;

/// <summary>Reads configurations from the disk.</summary>
/// <param name="directory">What relative paths are relative to; null for the working directory.</param>
public sealed class DiskConfFiles(string? directory = null) : IConfFiles
{
    // named.conf of a large hoster, with every zone in it, is some tens of megabytes.
    private const long MaxBytes = 512L << 20;

    /// <inheritdoc/>
    public bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        (text, reason) = (null, null);
        path = PathOf(path);
        if (Directory.Exists(path))
        {
            reason = "not a file";
            return false;
        }
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                reason = "file too large";
                return false;
            }
            text = File.ReadAllText(path);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            reason = refused is UnauthorizedAccessException ? "permission denied" : "file not found";
            return false;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern)
    {
        List<string> found = [""];
        var rooted = pattern.StartsWith('/');
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            List<string> next = [];
            foreach (var parent in found)
            {
                var prefix = parent.Length > 0 ? parent + "/" : rooted ? "/" : "";
                if (part.AsSpan().IndexOfAny("*?[") < 0)
                {
                    var path = prefix + part;
                    if (File.Exists(PathOf(path)) || Directory.Exists(PathOf(path)))
                    {
                        next.Add(path);
                    }
                    continue;
                }
                next.AddRange(Entries(PathOf(prefix.Length == 0 ? "." : prefix))
                    .Where(name => (part[0] == '.' || name[0] != '.') && ShellPattern.Matches(part, name))
                    .Order(StringComparer.Ordinal)
                    .Select(name => prefix + name));
            }
            found = next;
        }
        return found is [""] ? [] : found;
    }

    /// <inheritdoc/>
    public bool IsDirectory(string path, [NotNullWhen(false)] out string? reason)
    {
        path = PathOf(path);
        reason = Directory.Exists(path) ? null : File.Exists(path) ? "not a directory" : "file not found";
        return reason is null;
    }

    private string PathOf(string path) => directory is null ? path : Path.Combine(directory, path);

    private static List<string> Entries(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).ToList();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
