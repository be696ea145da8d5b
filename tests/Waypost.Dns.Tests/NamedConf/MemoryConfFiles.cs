using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.NamedConf;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>Files in memory; directories and libraries are those of the machine.</summary>
internal sealed class MemoryConfFiles(params (string Path, string Text)[] files) : IConfFiles
{
    private readonly DiskConfFiles _disk = new("/");

    public bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        text = Array.Find(files, file => file.Path == path).Text;
        reason = text is null ? "file not found" : null;
        return text is not null;
    }

    public IReadOnlyList<string> Glob(string pattern)
    {
        var found = files.Select(file => file.Path).Where(path => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, path)).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : pattern.StartsWith('/') ? _disk.Glob(pattern) : [];
    }

    public bool IsDirectory(string path, [NotNullWhen(false)] out string? reason) => _disk.IsDirectory(path, out reason);
}
