using System.Reflection;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Cli.Classic;

/// <summary><c>check-zone</c> and <c>compile-zone</c>: what named-checkzone and named-compilezone do, with their messages and exit status.</summary>
internal sealed class CheckZoneCommand
{
    private const int Good = 0;
    private const int Bad = 1;

    private readonly CheckZoneOptions _options;
    private readonly ClassicConsole _console;
    private readonly TextWriter _messages;
    private readonly DnsName _origin;
    private readonly string _label;

    private CheckZoneCommand(CheckZoneOptions options, ClassicConsole console, TextWriter messages, DnsName origin)
    {
        (_options, _console, _messages, _origin) = (options, console, messages, origin);
        _label = $"zone {(origin.IsRoot ? "." : origin.ToString()[..^1])}/{RecordClass.Format(options.Class)}";
    }

    public static int Check(string program, string[] arguments, ClassicConsole console) => Run(program, arguments, console, compiling: false);

    public static int Compile(string program, string[] arguments, ClassicConsole console) => Run(program, arguments, console, compiling: true);

    private static int Run(string program, string[] arguments, ClassicConsole console, bool compiling)
    {
        var (options, error) = CheckZoneOptions.Parse(arguments, compiling);
        using StreamWriter errors = ClassicConsole.Writer(console.Error);
        if (options is null || options.Help)
        {
            errors.Write(string.IsNullOrEmpty(error) ? "" : $"{program}: {error}\n");
            errors.WriteLine(Usage(program, compiling));
            return Bad;
        }

        if (options.Version)
        {
            using StreamWriter version = ClassicConsole.Writer(console.Output);
            version.WriteLine(typeof(CheckZoneCommand).Assembly.GetName().Version?.ToString(3));
            return Good;
        }

        var (inside, refused) = Confinement.Enter(console, options.Root, options.Directory);
        if (refused is not null)
        {
            errors.WriteLine($"{program}: {refused}");
            return Bad;
        }

        if (!DnsName.TryParse(options.Origin, DnsName.Root, out DnsName? origin, out string? wrong))
        {
            errors.WriteLine($"{program}: {options.Origin}: {wrong}");
            return Bad;
        }

        bool toOutput = options.Dump || options.Output is "-" or "/dev/stdout";
        using TextWriter messages = options.Quiet ? TextWriter.Null : ClassicConsole.Writer(toOutput ? console.Error : console.Output);
        return new CheckZoneCommand(options, inside, messages, origin).Run();
    }

    private int Run()
    {
        if (_options.Debug)
        {
            _messages.WriteLine($"loading \"{_options.Origin}\" from \"{_options.File}\" class \"{RecordClass.Format(_options.Class)}\"");
        }

        if (Load() is not { } contents || !CheckContents(contents))
        {
            _messages.WriteLine($"{_label}: not loaded due to errors.");
            return Bad;
        }

        string signed = contents.IsSigned(_origin) ? " (DNSSEC signed)" : "";
        _messages.WriteLine($"{_label}: loaded serial {contents.Serial(_origin)}{signed}");
        _messages.Flush();
        if (ZoneOutput.Write(contents, _options, _console, _messages) is { } failure)
        {
            _messages.WriteLine(failure);
            return Bad;
        }

        _messages.WriteLine("OK");
        return Good;
    }

    private ZoneContents? Load()
    {
        Stream? stream = Open();
        if (stream is null)
        {
            return null;
        }

        ZoneFileOptions reading = new()
        {
            Origin = _origin,
            FileName = _options.File,
            Class = _options.Class,
            Includes = new DirectoryIncludes(_console.Directory, confined: false),
            MaxTtl = _options.MaxTtl,
            OutOfZone = CheckMode.Warn,
            CheckNames = _options.CheckNames,
            MxAddress = _options.MxAddress,
            NsAddress = _options.NsAddress,
            NonTerminalWildcard = _options.Wildcard,
            Time = TimeProvider.System,
        };
        ZoneFileCheck check = _options.RawInput
            ? ZoneFileCheck.ReadRaw(stream, reading, Report)
            : ZoneFileCheck.Read(stream, reading, Report);
        if (check.LastError is { } error)
        {
            _messages.WriteLine($"{_label}: loading from master file {_options.File} failed: {error.Code}");
            return null;
        }

        return _options.ReadJournal ? RollForward(check.Contents) : check.Contents;
    }

    private ZoneContents? RollForward(ZoneContents contents)
    {
        ZoneContents? rolled = ZoneJournalFile.RollForward(contents, _origin, _console.PathOf(_options.Journal ?? _options.File + ".jnl"), out string? problem);
        if (problem is not null)
        {
            _messages.WriteLine($"{_label}: {problem}");
        }

        return rolled;
    }

    private Stream? Open()
    {
        try
        {
            return _options.File == "-" ? _console.Input() : new FileStream(_console.PathOf(_options.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = unreadable is FileNotFoundException or DirectoryNotFoundException ? "file not found"
                : unreadable is UnauthorizedAccessException && Directory.Exists(_console.PathOf(_options.File)) ? "not a file"
                : unreadable is UnauthorizedAccessException ? "permission denied"
                : "unexpected error";
            _messages.WriteLine($"{_label}: loading from master file {_options.File} failed: {reason}");
            return null;
        }
    }

    private bool CheckContents(ZoneContents contents)
    {
        ZoneCheckOptions checks = new()
        {
            Integrity = _options.Integrity,
            MxAddress = _options.MxAddress,
            MxCname = _options.MxCname,
            SrvCname = _options.SrvCname,
            Duplicates = _options.Duplicates,
            Spf = _options.Spf,
            Class = _options.Class,
        };
        return ContentsChecker.Check(contents, _origin, checks, finding => _messages.WriteLine($"{_label}: {finding.Text}"), new ResolverNames());
    }

    private void Report(ZoneFileMessage message) => _messages.WriteLine($"{message.File}:{message.Line}:{message.Column}: {message.Text}");

    private static string Usage(string program, bool compiling) =>
        $"usage: {program} [-djqvD] [-c class] [-f inputformat] [-F outputformat] [-J filename] [-s (full|relative)] [-t directory] "
        + "[-w directory] [-k (ignore|warn|fail)] [-m (ignore|warn|fail)] [-n (ignore|warn|fail)] [-r (ignore|warn|fail)] "
        + "[-i (full|full-sibling|local|local-sibling|none)] [-M (ignore|warn|fail)] [-S (ignore|warn|fail)] [-T (ignore|warn)] [-W (ignore|warn)] "
        + $"[-l ttl] [-L serial] {(compiling ? "-o filename" : "[-o filename]")} zonename [ (filename|-) ]";
}
