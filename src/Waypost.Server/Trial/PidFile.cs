using System.Globalization;

namespace Waypost.Server.Trial;

/// <summary>The file with the number of the process, there while it runs.</summary>
public sealed class PidFile : IDisposable
{
    private readonly string _path;

    private PidFile(string path) => _path = path;

    /// <summary>Writes it, making its directory; null with BIND's message when that cannot be.</summary>
    public static PidFile? TryCreate(string path, out string? error)
    {
        error = null;
        var directory = Path.GetDirectoryName(path);
        try
        {
            if (!string.IsNullOrEmpty(directory))
            {
                Directory.CreateDirectory(directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = $"couldn't mkdir '{directory}': {Reason(exception)}";
            return null;
        }
        try
        {
            // A new file in the place of an old one, never through a link that somebody left there.
            File.Delete(path);
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            return new PidFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = $"couldn't open pid file '{path}': {Reason(exception)}";
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process ends; a stale file is what an operator finds after a crash too.
        }
    }

    private static string Reason(Exception exception) => exception is UnauthorizedAccessException ? "Permission denied" : exception.Message;
}
