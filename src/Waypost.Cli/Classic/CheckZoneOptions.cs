using System.Globalization;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Cli.Classic;

/// <summary>named-checkzone's options with its defaults; named-compilezone is stricter and must be told where to write.</summary>
internal sealed class CheckZoneOptions
{
    private const string Letters = "c:df:hi:jJ:k:L:l:m:n:qr:s:t:o:vw:DF:M:S:T:W:";

    private CheckZoneOptions(bool compiling)
    {
        Compiling = compiling;
        CheckNames = NsAddress = compiling ? CheckMode.Fail : CheckMode.Warn;
    }

    public bool Compiling { get; }

    public bool Debug { get; private set; }

    public bool Quiet { get; private set; }

    public bool Help { get; private set; }

    public bool Version { get; private set; }

    public bool Dump { get; private set; }

    public string? Output { get; private set; }

    public bool Relative { get; private set; }

    public bool RawInput { get; private set; }

    /// <summary>The version of the raw form to write, or null for text.</summary>
    public int? RawOutput { get; private set; }

    public uint? SourceSerial { get; private set; }

    public uint? MaxTtl { get; private set; }

    public string? Journal { get; private set; }

    public bool ReadJournal { get; private set; }

    public string? Root { get; private set; }

    public string? Directory { get; private set; }

    public ushort Class { get; private set; } = RecordClass.Internet;

    public IntegrityMode Integrity { get; private set; } = IntegrityMode.Full;

    public CheckMode CheckNames { get; private set; }

    public CheckMode NsAddress { get; private set; }

    public CheckMode MxAddress { get; private set; } = CheckMode.Warn;

    public CheckMode MxCname { get; private set; } = CheckMode.Warn;

    public CheckMode SrvCname { get; private set; } = CheckMode.Warn;

    public CheckMode Duplicates { get; private set; } = CheckMode.Warn;

    public CheckMode Spf { get; private set; } = CheckMode.Warn;

    public CheckMode Wildcard { get; private set; } = CheckMode.Warn;

    public string Origin { get; private set; } = "";

    public string File { get; private set; } = "-";

    /// <summary>Reads the arguments; on failure the second value is what to say, which may be nothing but the usage.</summary>
    public static (CheckZoneOptions? Options, string? Error) Parse(string[] arguments, bool compiling)
    {
        CheckZoneOptions parsed = new(compiling);
        ShortOptions options = new(Letters, arguments);
        while (options.Next(out char option))
        {
            if (parsed.Take(option, options.Value) is { } error)
            {
                return (null, error);
            }

            if (parsed.Help || parsed.Version)
            {
                return (parsed, null);
            }
        }

        if (options.Error is { } wrong)
        {
            return (null, wrong);
        }

        if (options.Rest is not { Count: 1 or 2 } rest)
        {
            return (null, "");
        }

        parsed.Origin = rest[0];
        parsed.File = rest.Count > 1 ? rest[1] : "-";
        return compiling && parsed.Output is null ? (null, "output file required, but not specified") : (parsed, null);
    }

    private string? Take(char option, string value)
    {
        switch (option)
        {
            case 'd': Debug = true; break;
            case 'q': Quiet = true; break;
            case 'h': Help = true; break;
            case 'v': Version = true; break;
            case 'D': Dump = true; break;
            case 'j': ReadJournal = true; break;
            case 'J': (ReadJournal, Journal) = (true, value); break;
            case 'o': Output = value; break;
            case 't': Root = value; break;
            case 'w': Directory = value; break;
            case 'c': return RecordClass.TryParse(value, out ushort code) ? With(() => Class = code) : $"unknown class: {value}";
            case 'i': return TakeIntegrity(value);
            case 'k': return TakeMode(option, value, true, mode => CheckNames = mode);
            case 'm': return TakeMode(option, value, true, mode => MxAddress = mode);
            case 'n': return TakeMode(option, value, true, mode => NsAddress = mode);
            case 'r': return TakeMode(option, value, true, mode => Duplicates = mode);
            case 'M': return TakeMode(option, value, true, mode => MxCname = mode);
            case 'S': return TakeMode(option, value, true, mode => SrvCname = mode);
            case 'T': return TakeMode(option, value, false, mode => Spf = mode);
            case 'W': return TakeMode(option, value, false, mode => Wildcard = mode);
            case 'l': return TakeNumber(value, "maximum TTL must be numeric", number => MaxTtl = number == 0 ? null : number);
            case 'L': return TakeNumber(value, "source serial number must be numeric", number => SourceSerial = number);
            case 's': return value is "full" or "relative" ? With(() => Relative = value == "relative") : $"unknown or unsupported style: {value}";
            case 'f': return value is "text" or "raw" ? With(() => RawInput = value == "raw") : $"unknown file format: {value}";
            default: return TakeOutputFormat(value);
        }

        return null;
    }

    private string? TakeIntegrity(string value)
    {
        IntegrityMode? mode = value switch
        {
            "full" => IntegrityMode.Full,
            "full-sibling" => IntegrityMode.FullSibling,
            "local" => IntegrityMode.Local,
            "local-sibling" => IntegrityMode.LocalSibling,
            "none" => IntegrityMode.None,
            _ => null,
        };
        Integrity = mode ?? Integrity;
        return mode is null ? $"invalid argument to -i: {value}" : null;
    }

    private string? TakeOutputFormat(string value)
    {
        switch (value)
        {
            case "text": RawOutput = null; return null;
            case "raw": RawOutput = 1; return null;
            case "raw=0": RawOutput = 0; return null;
            case "raw=1": RawOutput = 1; return null;
            default: return value.StartsWith("raw=", StringComparison.Ordinal) ? "unknown raw format version" : $"unknown file format: {value}";
        }
    }

    private static string? TakeMode(char option, string value, bool mayFail, Action<CheckMode> set)
    {
        switch (value)
        {
            case "ignore": set(CheckMode.Ignore); return null;
            case "warn": set(CheckMode.Warn); return null;
            case "fail" when mayFail: set(CheckMode.Fail); return null;
            default: return $"invalid argument to -{option}: {value}";
        }
    }

    private static string? TakeNumber(string value, string error, Action<uint> set) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? With(() => set(number)) : error;

    private static string? With(Action action)
    {
        action();
        return null;
    }
}
