namespace Waypost.Cli.Connections;

/// <summary>Files that the command line names; "-" is standard input or output.</summary>
internal static class TextFile
{
    public static string Read(string path)
    {
        if (path == "-")
        {
            return Console.In.ReadToEnd();
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"cannot read {path}: {unreadable.Message}");
        }
    }

    public static void Write(string path, string text)
    {
        if (path == "-")
        {
            Console.Out.Write(text);
            return;
        }

        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"cannot write {path}: {unwritable.Message}");
        }
    }
}
