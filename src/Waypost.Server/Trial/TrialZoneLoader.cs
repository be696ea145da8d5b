using Waypost.Dns.Names;
using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Server.Trial.Logging;

namespace Waypost.Server.Trial;

/// <summary>What reading a zone's file gave.</summary>
/// <param name="Snapshot">The zone; null when it cannot be loaded.</param>
/// <param name="Result">For rndc: why not.</param>
/// <param name="FileTimes">The files read and when they were written.</param>
public sealed record TrialLoad(ZoneSnapshot? Snapshot, RndcResult Result, IReadOnlyDictionary<string, DateTime> FileTimes);

/// <summary>Reads the files of primary zones, with BIND's log lines.</summary>
public sealed class TrialZoneLoader(BindLog log)
{
    private const int MaxMessages = 100;

    /// <summary>Reads a zone's file.</summary>
    public TrialLoad Load(TrialZone zone, string directory)
    {
        if (zone.Statement.File is not { } file)
        {
            return Fail(zone, "", new RndcResult(25, "failure"), []);
        }
        var includes = new RecordingIncludes(directory);
        if (!includes.TryOpen(file, out var stream, out var error))
        {
            var result = error.StartsWith("file not found", StringComparison.Ordinal) ? RndcResult.FileNotFound : RndcResult.PermissionDenied;
            return Fail(zone, file, result, includes.Times);
        }
        if (!DnsName.TryParse(zone.Origin, DnsName.Root, out var origin, out _))
        {
            stream.Dispose();
            return Fail(zone, file, RndcResult.Failure, includes.Times);
        }
        var sink = new Sink(log);
        var options = new ZoneFileOptions { Origin = origin, FileName = file, Includes = includes, OutOfZone = CheckMode.Warn };
        if (!ZoneFileReader.Read(stream, options, sink, () => sink.Errors >= MaxMessages))
        {
            return Fail(zone, file, new RndcResult(RndcResult.BadZone.Code, sink.FirstCode ?? "bad zone"), includes.Times);
        }
        return Build(zone, sink.Contents, includes.Times);
    }

    private TrialLoad Build(TrialZone zone, ZoneContents contents, Dictionary<string, DateTime> times)
    {
        var rrsets = ZoneContentsText.ToRrsets(contents);
        var problems = ZoneChecker.Check(zone.Origin, rrsets);
        foreach (var problem in problems.Take(MaxMessages))
        {
            log.Error("zoneload", $"zone {zone.LogName}: {problem.Owner} {problem.Type}: {problem.Message}");
        }
        if (problems.Count > 0)
        {
            log.Error("zoneload", $"zone {zone.LogName}: not loaded due to errors.");
            return new TrialLoad(null, RndcResult.BadZone, times);
        }
        try
        {
            var snapshot = ZoneSnapshot.Build(zone.Origin, rrsets);
            log.Info("zoneload", $"zone {zone.LogName}: loaded serial {snapshot.Serial}");
            return new TrialLoad(snapshot, RndcResult.Success, times);
        }
        catch (FormatException exception)
        {
            log.Error("zoneload", $"zone {zone.LogName}: {exception.Message}");
            return Fail(zone, zone.Statement.File!, RndcResult.BadZone, times);
        }
    }

    private TrialLoad Fail(TrialZone zone, string file, RndcResult result, Dictionary<string, DateTime> times)
    {
        log.Error("zoneload", $"zone {zone.LogName}: loading from master file {file} failed: {result.Description}");
        log.Error("zoneload", $"zone {zone.LogName}: not loaded due to errors.");
        return new TrialLoad(null, result, times);
    }

    private sealed class Sink(BindLog log) : IZoneFileSink
    {
        public ZoneContents Contents { get; } = new();

        public int Errors { get; private set; }

        public string? FirstCode { get; private set; }

        public ZoneFileFault? Add(in ZoneFileRecord record) => Contents.Add(record);

        public void Report(ZoneFileMessage message)
        {
            if (message.IsError)
            {
                Errors++;
                FirstCode ??= message.Code;
            }
            log.Write("general", message.IsError ? BindSeverity.Error : BindSeverity.Warning, $"dns_master_load: {message.File}:{message.Line}: {message.Text}");
        }
    }

    // named takes any file that it may read; which ones, reload wants to know.
    private sealed class RecordingIncludes(string directory) : IZoneFileIncludes
    {
        private readonly DirectoryIncludes _inner = new(directory, confined: false);

        public Dictionary<string, DateTime> Times { get; } = new(StringComparer.Ordinal);

        public bool TryOpen(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Stream? stream, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? error)
        {
            Times[name] = File.GetLastWriteTimeUtc(Path.GetFullPath(name, directory));
            return _inner.TryOpen(name, out stream, out error);
        }
    }
}
