using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Opens the files that $INCLUDE names (RFC 1035 section 5.1).</summary>
public interface IZoneFileIncludes
{
    /// <summary>Opens a file for reading, or says why not. The reader disposes the stream.</summary>
    bool TryOpen(string name, [NotNullWhen(true)] out Stream? stream, [NotNullWhen(false)] out string? error);
}

/// <summary>Files under one directory, to which relative names are relative; with <paramref name="confined"/>, no others.</summary>
public sealed class DirectoryIncludes(string directory, bool confined) : IZoneFileIncludes
{
    private readonly string _root = Path.GetFullPath(directory);

    /// <inheritdoc/>
    public bool TryOpen(string name, [NotNullWhen(true)] out Stream? stream, [NotNullWhen(false)] out string? error)
    {
        (stream, error) = (null, null);
        try
        {
            var path = Path.GetFullPath(name, _root);
            if (confined && !(IsInside(path) && IsInside(Resolve(path))))
            {
                error = $"'{name}' is not under the directory that $INCLUDE may read";
                return false;
            }
            stream = File.OpenRead(path);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = problem is FileNotFoundException or DirectoryNotFoundException ? $"file not found: '{name}'" : $"'{name}' cannot be read: {problem.Message}";
            return false;
        }
    }

    private static string Resolve(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private bool IsInside(string path) =>
        path.StartsWith(_root.EndsWith(Path.DirectorySeparatorChar) ? _root : _root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
