using System.Globalization;

namespace Waypost.Server.Dns.Logging;

/// <summary>A channel to a file, which is rolled when it has grown to its size: <c>file "x" versions n size s suffix t</c>.</summary>
public sealed class FileLogChannel(string path, int versions, long maxSize, bool timestamps) : BindLogChannel
{
    /// <summary>Keeps every old file.</summary>
    public const int UnlimitedVersions = -1;

    private StreamWriter? _writer;
    private bool _failed;

    protected override void WriteLine(BindSeverity severity, string line)
    {
        try
        {
            _writer ??= Open();
            if (maxSize > 0 && _writer.BaseStream.Length >= maxSize)
            {
                if (versions == 0)
                {
                    // BIND: without versions, a full file is written to no more.
                    return;
                }
                Roll();
            }
            _writer!.WriteLine(line);
            _writer.Flush();
            _failed = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                Console.Error.WriteLine($"logging channel file '{path}': {exception.Message}");
            }
            _failed = true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _writer?.Dispose();
        _writer = null;
        base.Dispose(disposing);
    }

    private StreamWriter Open() => new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));

    private void Roll()
    {
        _writer?.Dispose();
        if (timestamps)
        {
            File.Move(path, $"{path}.{DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}", overwrite: true);
        }
        else
        {
            var last = versions == UnlimitedVersions ? Existing() : versions - 1;
            for (var i = last; i > 0; i--)
            {
                MoveIfThere($"{path}.{i - 1}", $"{path}.{i}");
            }
            MoveIfThere(path, $"{path}.0");
        }
        _writer = Open();
    }

    private int Existing()
    {
        var count = 0;
        while (File.Exists($"{path}.{count}"))
        {
            count++;
        }
        return count;
    }

    private static void MoveIfThere(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }
}
