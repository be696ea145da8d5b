using System.Text;
using Waypost.Dns.Names;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Reads a master file that is text in memory to normalized RRsets (RFC 1035 section 5).</summary>
public static class ZoneFileParser
{
    // Enough to mend a file by; a binary file taken for text must not fill the memory.
    private const int MaxMessages = 100;

    /// <summary>
    /// Parses a whole file, without $INCLUDE; records outside of the zone are errors. <paramref name="origin"/> is the zone's
    /// name; with or without its final dot.
    /// </summary>
    public static ZoneFileResult Parse(string text, string origin)
    {
        if (!DnsName.TryParse(origin, DnsName.Root, out var zone, out var error))
        {
            return new ZoneFileResult([], [new ZoneFileError(1, 1, $"the origin '{origin}' is not a domain name: {error}")], []);
        }
        return Parse(text, new ZoneFileOptions { Origin = zone });
    }

    /// <summary>Parses a whole file as the options say.</summary>
    public static ZoneFileResult Parse(string text, ZoneFileOptions options)
    {
        var sink = new Collector();
        // A byte order mark says nothing about the owner.
        var bytes = Encoding.UTF8.GetBytes(text.StartsWith('\ufeff') ? text[1..] : text);
        ZoneFileReader.Read(new MemoryStream(bytes), options, sink, () => sink.Errors.Count >= MaxMessages);
        return new ZoneFileResult(ZoneContentsText.ToRrsets(sink.Contents), sink.Errors, sink.Warnings);
    }

    private sealed class Collector : IZoneFileSink
    {
        public ZoneContents Contents { get; } = new();

        public List<ZoneFileError> Errors { get; } = [];

        public List<ZoneFileError> Warnings { get; } = [];

        public ZoneFileFault? Add(in ZoneFileRecord record) => Contents.Add(record);

        public void Report(ZoneFileMessage message)
        {
            var list = message.IsError ? Errors : Warnings;
            if (list.Count < MaxMessages)
            {
                list.Add(new ZoneFileError(message.Line, message.Column, message.Text));
            }
        }
    }
}
