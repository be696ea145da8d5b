using Waypost.Dns.ZoneFiles;

namespace Waypost.Cli.Classic;

/// <summary>Writes a checked zone where -D, -o and -F say.</summary>
internal static class ZoneOutput
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Returns the message when the output cannot be written.</summary>
    public static string? Write(ZoneContents contents, CheckZoneOptions options, ClassicConsole console, TextWriter messages)
    {
        if (!options.Dump && options.Output is null)
        {
            return null;
        }

        string target = options.Output ?? "-";
        if (options.Debug)
        {
            messages.WriteLine(target == "-" ? $"dumping \"{options.Origin}\"" : $"dumping \"{options.Origin}\" to \"{target}\"");
            messages.Flush();
        }

        try
        {
            using Stream output = target == "-" ? console.Output() : new FileStream(console.PathOf(target), FileMode.Create, FileAccess.Write, FileShare.Read, BufferLength);
            if (options.RawOutput is { } version)
            {
                using BufferedStream buffered = new(output, BufferLength);
                RawZoneFile.Write(contents, options.Class, version, options.SourceSerial, TimeProvider.System, buffered);
                return null;
            }

            using StreamWriter text = new(output, bufferSize: BufferLength) { NewLine = "\n" };
            if (options.Relative)
            {
                ContentsWriter.WriteRelative(contents, options.Class, text);
            }
            else
            {
                ContentsWriter.WriteFull(contents, options.Class, text);
            }

            return null;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"could not open output file \"{target}\" for writing: {unwritable.Message}";
        }
    }
}
