using System.Collections.Concurrent;
using System.Text;
using Waypost.Mail.Tables;

namespace Waypost.Server.Tables;

/// <summary>Reads the files of <c>:include:</c> targets below one directory, again only when they have changed.</summary>
public sealed class IncludeFiles(string directory) : IIncludeLists
{
    private const int MaxSize = 1024 * 1024;
    private readonly string _root = Path.GetFullPath(directory).TrimEnd('/') + "/";
    private readonly ConcurrentDictionary<string, (DateTime Written, long Size, string Text)> _read = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            var file = new FileInfo(path);
            // A link may lead out of the directory.
            string target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
            if (!target.StartsWith(_root, StringComparison.Ordinal) || !file.Exists || file.Length > MaxSize)
            {
                problem = !file.Exists ? "no such file" : file.Length > MaxSize ? $"larger than {MaxSize} octets" : "outside of the directory of includes";
                return null;
            }

            if (_read.TryGetValue(path, out var known) && known.Written == file.LastWriteTimeUtc && known.Size == file.Length)
            {
                return known.Text;
            }

            string text = File.ReadAllText(path, Encoding.UTF8);
            _read[path] = (file.LastWriteTimeUtc, file.Length, text);
            return text;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = "cannot be read";
            return null;
        }
    }
}
