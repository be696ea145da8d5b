using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.NamedConf;

/// <summary>Where a configuration and what it includes are read from.</summary>
public interface IConfFiles
{
    /// <summary>Reads a whole file; false with BIND's word for the reason ("file not found", "not a file", "permission denied").</summary>
    bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason);

    /// <summary>The files that a shell pattern names, sorted, as named's include takes them.</summary>
    IReadOnlyList<string> Glob(string pattern);

    /// <summary>Whether a directory is there; the reason in BIND's words when it is not.</summary>
    bool IsDirectory(string path, [NotNullWhen(false)] out string? reason);
}
