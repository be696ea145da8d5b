namespace Waypost.Server.Trial;

/// <summary>The file that one process at a time has locked (-X, lock-file).</summary>
public sealed class TrialLock : IDisposable
{
    private readonly FileStream _file;

    private TrialLock(FileStream file) => _file = file;

    /// <summary>Locks it; null with the reason when another process has, or it cannot be made.</summary>
    public static TrialLock? TryTake(string path, out string? error)
    {
        error = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new TrialLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = exception is UnauthorizedAccessException ? $"couldn't open lock file '{path}': Permission denied" : $"couldn't lock '{path}': another process has it";
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
