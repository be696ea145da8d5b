using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Cli.Classic;

/// <summary>Loads the primary zones of a configuration as <c>named-checkconf -z</c> does, and reads its hints.</summary>
internal sealed class ConfZoneLoader(NamedConfig config, ClassicConsole console, StreamWriter output, StreamWriter errors, bool readJournals)
{
    private readonly string _directory = console.PathOf(config.Directory ?? ".");

    /// <summary>Loads every zone; false when one cannot be.</summary>
    public bool Load()
    {
        bool good = true;
        foreach (NamedConfZone zone in config.Zones)
        {
            good &= zone.Type switch
            {
                "primary" => Primary(zone),
                "hint" => Hints(zone),
                _ => true,
            };
        }

        return good;
    }

    private bool Primary(NamedConfZone zone)
    {
        // Data that is not in a file cannot be tried.
        if (zone.Options["dlz"] is not null || zone.Options["database"] is ConfText { Text: not ("rbt" or "rbt64") } || zone.File is not { } file ||
            !DnsName.TryParse(zone.Name, DnsName.Root, out DnsName? origin, out _) || !RecordClass.TryParse(zone.Class, out ushort @class))
        {
            return true;
        }

        string label = $"zone {(origin.IsRoot ? "." : origin.ToString()[..^1])}/{RecordClass.Format(@class)}";
        string? reason = Read(zone, file, origin, @class, out ZoneContents? contents);
        if (reason is not null)
        {
            output.WriteLine($"{label}: loading from master file {file} failed: {reason}");
        }
        else if (!ContentsChecker.Check(contents!, origin, Checks(zone, @class), finding => output.WriteLine($"{label}: {finding.Text}"), new ResolverNames()))
        {
            reason = "bad zone";
        }

        if (reason is not null)
        {
            output.WriteLine($"{label}: not loaded due to errors.");
            output.Flush();
            errors.WriteLine($"{zone.View?.Name ?? "_default"}/{zone.Name}/{zone.Class}: {reason}");
            errors.Flush();
            return false;
        }

        output.WriteLine($"{label}: loaded serial {contents!.Serial(origin)}{(contents!.IsSigned(origin) ? " (DNSSEC signed)" : "")}");
        return true;
    }

    private bool Hints(NamedConfZone zone)
    {
        if (!zone.Class.Equals("IN", StringComparison.OrdinalIgnoreCase) || zone.File is not { } file)
        {
            return true;
        }

        using Stream? stream = Open(file, out string? reason);
        if (stream is not null)
        {
            ZoneFileOptions reading = new() { Origin = DnsName.Root, FileName = file, Includes = new DirectoryIncludes(_directory, confined: false) };
            reason = ZoneFileCheck.Read(stream, reading, Report).LastError?.Code;
        }

        if (reason is not null)
        {
            output.WriteLine($"could not configure root hints from '{file}': {reason}");
        }

        return reason is null;
    }

    private string? Read(NamedConfZone zone, string file, DnsName origin, ushort @class, out ZoneContents? contents)
    {
        contents = null;
        using Stream? stream = Open(file, out string? reason);
        if (stream is null)
        {
            return reason;
        }

        ZoneFileOptions reading = new()
        {
            Origin = origin,
            FileName = file,
            Class = @class,
            Includes = new DirectoryIncludes(_directory, confined: false),
            MaxTtl = MaxTtl(zone),
            OutOfZone = CheckMode.Warn,
            CheckNames = CheckNames(zone),
            MxAddress = Mode(zone, "check-mx", CheckMode.Warn),
            NsAddress = CheckMode.Fail,
            NonTerminalWildcard = Flag(zone, "check-wildcard", true) ? CheckMode.Warn : CheckMode.Ignore,
            Time = TimeProvider.System,
        };
        ZoneFileCheck check = Effective(zone, "masterfile-format") is ConfText { Text: "raw" }
            ? ZoneFileCheck.ReadRaw(stream, reading, Report)
            : ZoneFileCheck.Read(stream, reading, Report);
        contents = check.Contents;
        if (check.LastError is { } wrong)
        {
            return wrong.Code;
        }

        if (readJournals)
        {
            string journal = Effective(zone, "journal") is ConfText { Text: var named } ? named : file + ".jnl";
            contents = ZoneJournalFile.RollForward(contents, origin, Path.GetFullPath(journal, _directory), out string? problem) ?? contents;
            return problem;
        }

        return null;
    }

    private ZoneCheckOptions Checks(NamedConfZone zone, ushort @class)
    {
        bool siblings = Flag(zone, "check-sibling", true);
        return new ZoneCheckOptions
        {
            Integrity = !Flag(zone, "check-integrity", true) ? IntegrityMode.None : siblings ? IntegrityMode.Local : IntegrityMode.LocalSibling,
            MxAddress = Mode(zone, "check-mx", CheckMode.Warn),
            MxCname = Mode(zone, "check-mx-cname", CheckMode.Warn),
            SrvCname = Mode(zone, "check-srv-cname", CheckMode.Warn),
            Duplicates = Mode(zone, "check-dup-records", CheckMode.Warn),
            Spf = Mode(zone, "check-spf", CheckMode.Warn),
            Class = @class,
        };
    }

    private FileStream? Open(string file, out string? reason)
    {
        string path = Path.GetFullPath(file, _directory);
        try
        {
            reason = null;
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = unreadable is FileNotFoundException or DirectoryNotFoundException ? "file not found"
                : unreadable is UnauthorizedAccessException && Directory.Exists(path) ? "not a file"
                : unreadable is UnauthorizedAccessException ? "permission denied"
                : "unexpected error";
            return null;
        }
    }

    private ConfValue? Effective(NamedConfZone zone, string clause) => config.Effective(clause, zone.View, zone);

    private bool Flag(NamedConfZone zone, string clause, bool otherwise) => Effective(zone, clause) is ConfBoolean flag ? flag.Value : otherwise;

    private CheckMode Mode(NamedConfZone zone, string clause, CheckMode otherwise) =>
        Effective(zone, clause) is ConfText text && Enum.TryParse(text.Text, ignoreCase: true, out CheckMode mode) ? mode : otherwise;

    // check-names of view and options states the kind of zones that it is for.
    private CheckMode CheckNames(NamedConfZone zone)
    {
        if (zone.Options["check-names"] is not null)
        {
            return Mode(zone, "check-names", CheckMode.Fail);
        }

        foreach (ConfMap? map in new[] { zone.View?.Options, config.Options })
        {
            foreach (ConfTuple rule in map?.All("check-names").OfType<ConfTuple>() ?? [])
            {
                if (rule["type"] is ConfText { Text: "primary" or "master" } && rule["mode"] is ConfText mode)
                {
                    return Enum.Parse<CheckMode>(mode.Text, ignoreCase: true);
                }
            }
        }

        return CheckMode.Fail;
    }

    private uint? MaxTtl(NamedConfZone zone) => Effective(zone, "max-zone-ttl") is ConfDuration duration ? duration.Seconds : null;

    private void Report(ZoneFileMessage message) => output.WriteLine($"{message.File}:{message.Line}:{message.Column}: {message.Text}");
}
