using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>Reads a master file and checks the zone that it makes, as named does before it serves one.</summary>
public sealed class ZoneFileCheck : IZoneFileSink
{
    private readonly Action<ZoneFileMessage> _report;

    private ZoneFileCheck(Action<ZoneFileMessage> report) => _report = report;

    /// <summary>The zone as far as it could be read.</summary>
    public ZoneContents Contents { get; } = new(limited: false);

    /// <summary>The last error in the file, for BIND's summary; null when it could be read.</summary>
    public ZoneFileMessage? LastError { get; private set; }

    /// <summary>How many errors the file has.</summary>
    public int Errors { get; private set; }

    /// <summary>Reads a file; every message goes to <paramref name="report"/>. Disposes the stream.</summary>
    public static ZoneFileCheck Read(Stream stream, ZoneFileOptions options, Action<ZoneFileMessage> report)
    {
        var check = new ZoneFileCheck(report);
        ZoneFileReader.Read(stream, options, check);
        return check;
    }

    /// <summary>Reads a file in raw form.</summary>
    public static ZoneFileCheck ReadRaw(Stream stream, ZoneFileOptions options, Action<ZoneFileMessage> report)
    {
        var check = new ZoneFileCheck(report);
        if (RawZoneFile.Read(stream, options, check) is { } error)
        {
            check.Report(new ZoneFileMessage(true, options.FileName, 1, 1, error, "invalid file"));
        }
        return check;
    }

    /// <inheritdoc/>
    public ZoneFileFault? Add(in ZoneFileRecord record) => Contents.Add(record);

    /// <inheritdoc/>
    public void Report(ZoneFileMessage message)
    {
        if (message.IsError)
        {
            Errors++;
            LastError = message;
        }
        _report(message);
    }
}
