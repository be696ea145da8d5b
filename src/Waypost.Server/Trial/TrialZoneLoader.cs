using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;
using Waypost.Dns.Rndc;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>What reading a zone's file gave.</summary>
/// <param name="Snapshot">The zone; null when it cannot be loaded.</param>
/// <param name="Result">For rndc: why not.</param>
/// <param name="FileTimes">The files read and when they were written.</param>
public sealed record TrialLoad(ZoneSnapshot? Snapshot, RndcResult Result, IReadOnlyDictionary<string, DateTime> FileTimes);

/// <summary>Reads the files of zones, checks them as named does, and says so in BIND's log lines.</summary>
public sealed class TrialZoneLoader(BindLog log)
{
    private const int MaxMessages = 100;

    /// <summary>Reads a zone's file.</summary>
    public TrialLoad Load(TrialZone zone, TrialConfiguration configuration)
    {
        var includes = new RecordingIncludes(configuration.WorkingDirectory);
        if (zone.Statement.File is not { } file || !DnsName.TryParse(zone.Origin, DnsName.Root, out var origin, out _))
        {
            return Fail(zone, "", RndcResult.Failure, includes);
        }
        if (!includes.TryOpen(file, out var stream, out var error))
        {
            return Fail(zone, file, error.StartsWith("file not found", StringComparison.Ordinal) ? RndcResult.FileNotFound : RndcResult.PermissionDenied, includes);
        }
        var reading = Reading(zone, configuration) with { Origin = origin, FileName = file, Includes = includes };
        var said = 0;
        void Report(ZoneFileMessage message)
        {
            if (said++ < MaxMessages)
            {
                log.Write("general", message.IsError ? BindSeverity.Error : BindSeverity.Warning, $"dns_master_load: {message.File}:{message.Line}: {message.Text}");
            }
        }

        var check = IsRaw(zone, configuration) ? ZoneFileCheck.ReadRaw(stream, reading, Report) : ZoneFileCheck.Read(stream, reading, Report);
        if (check.LastError is { } problem)
        {
            return Fail(zone, file, new RndcResult(RndcResult.BadZone.Code, problem.Code), includes);
        }
        // Updates that named took and did not write into the file yet.
        var contents = ZoneJournalFile.RollForward(check.Contents, origin, JournalOf(zone, configuration), out var outOfSync);
        if (contents is null)
        {
            log.Error("zoneload", $"zone {zone.LogName}: {outOfSync}");
            log.Error("zoneload", $"zone {zone.LogName}: not loaded due to errors.");
            return new TrialLoad(null, RndcResult.BadZone, includes.Times);
        }
        var findings = 0;
        var sound = ContentsChecker.Check(contents, origin, Checks(zone, configuration), finding =>
        {
            if (findings++ < MaxMessages)
            {
                log.Write("zoneload", finding.IsError ? BindSeverity.Error : BindSeverity.Warning, $"zone {zone.LogName}: {finding.Text}");
            }
        });
        if (!sound)
        {
            log.Error("zoneload", $"zone {zone.LogName}: not loaded due to errors.");
            return new TrialLoad(null, RndcResult.BadZone, includes.Times);
        }
        return Build(zone, contents, file, includes, contents.IsSigned(origin));
    }

    /// <summary>Where named keeps the journal of a zone, whether there is one or not.</summary>
    internal static string JournalOf(TrialZone zone, TrialConfiguration configuration) =>
        Path.GetFullPath(Clause(zone, configuration, "journal") is ConfText { Text: var named } ? named : zone.Statement.File + ".jnl", configuration.WorkingDirectory);

    private TrialLoad Build(TrialZone zone, ZoneContents contents, string file, RecordingIncludes includes, bool signed)
    {
        try
        {
            var builder = new ZoneSnapshotBuilder(zone.Origin);
            for (var rrset = 0; rrset < contents.RrsetCount; rrset++)
            {
                builder.Add(contents.Name(contents.Owner(rrset)), WireRrset.FromRecords(Encode(contents, rrset)));
            }
            var snapshot = builder.Build();
            log.Info("zoneload", $"zone {zone.LogName}: loaded serial {snapshot.Serial}{(signed ? " (DNSSEC signed)" : "")}");
            return new TrialLoad(snapshot, RndcResult.Success, includes.Times);
        }
        catch (FormatException exception)
        {
            log.Error("zoneload", $"zone {zone.LogName}: {exception.Message}");
            return Fail(zone, file, RndcResult.BadZone, includes);
        }
    }

    private static byte[] Encode(ZoneContents contents, int rrset)
    {
        var (length, records) = (0, new List<int>(contents.Count(rrset)));
        for (var record = contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            records.Add(record);
            length += WireRrset.HeaderLength + contents.Rdata(record).Length;
        }
        var (bytes, position) = (new byte[length], 0);
        foreach (var record in records)
        {
            var rdata = contents.Rdata(record);
            var header = bytes.AsSpan(position);
            BinaryPrimitives.WriteUInt16BigEndian(header, contents.Type(rrset));
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], RecordClass.Internet);
            BinaryPrimitives.WriteUInt32BigEndian(header[4..], contents.Ttl(rrset));
            BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)rdata.Length);
            rdata.CopyTo(header[WireRrset.HeaderLength..]);
            position += WireRrset.HeaderLength + rdata.Length;
        }
        return bytes;
    }

    private TrialLoad Fail(TrialZone zone, string file, RndcResult result, RecordingIncludes includes)
    {
        log.Error("zoneload", $"zone {zone.LogName}: loading from master file {file} failed: {result.Description}");
        log.Error("zoneload", $"zone {zone.LogName}: not loaded due to errors.");
        return new TrialLoad(null, result, includes.Times);
    }

    // BIND writes the files of secondaries in raw form unless told otherwise.
    private static bool IsRaw(TrialZone zone, TrialConfiguration configuration) =>
        Clause(zone, configuration, "masterfile-format") is ConfText { Text: var format } ? format == "raw" : zone.Kind == Waypost.Dns.Serving.ZoneKind.Secondary;

    private static ZoneFileOptions Reading(TrialZone zone, TrialConfiguration configuration) => new()
    {
        Origin = DnsName.Root,
        OutOfZone = CheckMode.Warn,
        CheckNames = CheckNames(zone, configuration),
        MxAddress = Mode(zone, configuration, "check-mx", CheckMode.Warn),
        NonTerminalWildcard = Clause(zone, configuration, "check-wildcard") is ConfBoolean { Value: false } ? CheckMode.Ignore : CheckMode.Warn,
        MaxTtl = Clause(zone, configuration, "max-zone-ttl") is ConfDuration { IsUnlimited: false } most ? most.Seconds : null,
    };

    private static ZoneCheckOptions Checks(TrialZone zone, TrialConfiguration configuration) => new()
    {
        Integrity = Clause(zone, configuration, "check-integrity") is ConfBoolean { Value: false } ? IntegrityMode.None
            : Clause(zone, configuration, "check-sibling") is ConfBoolean { Value: false } ? IntegrityMode.LocalSibling
            : IntegrityMode.Local,
        MxAddress = Mode(zone, configuration, "check-mx", CheckMode.Warn),
        MxCname = Mode(zone, configuration, "check-mx-cname", CheckMode.Warn),
        SrvCname = Mode(zone, configuration, "check-srv-cname", CheckMode.Warn),
        Duplicates = Mode(zone, configuration, "check-dup-records", CheckMode.Warn),
        Spf = Mode(zone, configuration, "check-spf", CheckMode.Warn),
    };

    // In a zone one word; in a view or options one for each kind of zones.
    private static CheckMode CheckNames(TrialZone zone, TrialConfiguration configuration)
    {
        if (zone.Statement.Options["check-names"] is ConfText own)
        {
            return Parse(own.Text);
        }
        var secondary = zone.Kind == Waypost.Dns.Serving.ZoneKind.Secondary;
        string[] words = secondary ? ["secondary", "slave"] : ["primary", "master"];
        foreach (var outer in new[] { zone.Statement.View?.Options, configuration.Config.Options })
        {
            var stated = outer?.All("check-names").Cast<ConfTuple>().FirstOrDefault(each => words.Contains(((ConfText)each["type"]).Text));
            if (stated is not null)
            {
                return Parse(((ConfText)stated["mode"]).Text);
            }
        }
        return secondary ? CheckMode.Warn : CheckMode.Fail;
    }

    private static CheckMode Mode(TrialZone zone, TrialConfiguration configuration, string clause, CheckMode otherwise) =>
        Clause(zone, configuration, clause) is ConfText word ? Parse(word.Text) : otherwise;

    private static CheckMode Parse(string word) => word switch { "fail" => CheckMode.Fail, "warn" => CheckMode.Warn, _ => CheckMode.Ignore };

    private static ConfValue? Clause(TrialZone zone, TrialConfiguration configuration, string clause) =>
        configuration.Config.Effective(clause, zone.Statement.View, zone.Statement);

    // named takes any file that it may read; which ones, reload wants to know.
    private sealed class RecordingIncludes(string directory) : IZoneFileIncludes
    {
        private readonly DirectoryIncludes _inner = new(directory, confined: false);

        public Dictionary<string, DateTime> Times { get; } = new(StringComparer.Ordinal);

        public bool TryOpen(string name, [NotNullWhen(true)] out Stream? stream, [NotNullWhen(false)] out string? error)
        {
            Times[name] = File.GetLastWriteTimeUtc(Path.GetFullPath(name, directory));
            return _inner.TryOpen(name, out stream, out error);
        }
    }
}
