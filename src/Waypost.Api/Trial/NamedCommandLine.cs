using System.Globalization;
using Waypost.Server.Trial;

namespace Waypost.Api.Trial;

/// <summary>What reading named's command line gave: options to run with, or what to print and the exit code.</summary>
/// <param name="Options">How to run; null when there is nothing to run.</param>
/// <param name="Foreground">Whether the process stays in the foreground (-f, -g).</param>
/// <param name="Output">Printed to standard output.</param>
/// <param name="Error">Printed to standard error.</param>
/// <param name="ExitCode">The exit code when nothing runs.</param>
public sealed record NamedInvocation(TrialOptions? Options, bool Foreground, string Output, string Error, int ExitCode);

/// <summary>The command line of BIND's named, read as getopt does.</summary>
public sealed class NamedCommandLine
{
    private const string WithArgument = "AcDdELMmNnpSTtUuXx";

    private const string Usage = """
        usage: named [-4|-6] [-c conffile] [-d debuglevel] [-D comment] [-E engine]
                     [-f|-g] [-L logfile] [-n number_of_cpus] [-p port] [-s]
                     [-S sockets] [-t chrootdir] [-u username] [-U listeners]
                     [-X lockfile] [-m {usage|trace|record}]
                     [-M fill|nofill]
        usage: named [-v|-V|-C]

        """;

    private static readonly string[] MemoryFlags = ["record", "trace", "usage", "size", "mctx"];

    private TrialOptions _options;
    private bool _foreground;
    private bool _only4;
    private bool _only6;
    private NamedInvocation? _end;

    private NamedCommandLine(string[] args) =>
        _options = new TrialOptions { CommandLine = $"named {string.Join(' ', args)}".TrimEnd() };

    /// <summary>Reads the arguments.</summary>
    public static NamedInvocation Parse(string[] args) => new NamedCommandLine(args).Read(args);

    private NamedInvocation Read(string[] args)
    {
        var index = 0;
        for (; index < args.Length && args[index].StartsWith('-') && args[index].Length > 1; index++)
        {
            if (args[index] == "--")
            {
                index++;
                break;
            }
            var word = args[index];
            for (var i = 1; i < word.Length; i++)
            {
                if (!WithArgument.Contains(word[i], StringComparison.Ordinal))
                {
                    Flag(word[i]);
                }
                else
                {
                    var argument = i + 1 < word.Length ? word[(i + 1)..] : index + 1 < args.Length ? args[++index] : null;
                    Take(word[i], argument);
                    i = word.Length;
                }
                if (_end is not null)
                {
                    return _end;
                }
            }
        }
        return index < args.Length
            ? Refuse(Usage + "named: extra command line arguments")
            : new NamedInvocation(_options, _foreground, "", "", 0);
    }

    private void Flag(char option)
    {
        switch (option)
        {
            case '4' when _only6:
            case '6' when _only4:
                _end = Refuse("named: cannot specify -4 and -6");
                break;
            case '4':
                _only4 = true;
                _options = _options with { UseIPv6 = false };
                break;
            case '6':
                _only6 = true;
                _options = _options with { UseIPv4 = false };
                break;
            case 'f':
                _foreground = true;
                break;
            case 'g':
                _foreground = true;
                _options = _options with { Log = TrialLogMode.StandardError };
                break;
            case 's' or 'F':
                break;
            case 'C':
                _end = Refuse("named: -C: there is no built-in configuration to print; the defaults are those of BIND 9.18");
                break;
            case 'v':
                _end = new NamedInvocation(null, false, TrialRndcTarget.Version, "", 0);
                break;
            case 'V':
                _end = new NamedInvocation(null, false, NamedVersion.Describe(), "", 0);
                break;
            default:
                _end = Refuse($"{Usage}named: unknown option '-{option}'");
                break;
        }
    }

    private void Take(char option, string? argument)
    {
        if (argument is null)
        {
            _end = Refuse($"{Usage}named: option '-{option}' requires an argument");
            return;
        }
        switch (option)
        {
            case 'c':
                _options = _options with { ConfigurationFile = argument };
                break;
            case 'd':
                _options = _options with { DebugLevel = Number("debug level", argument, int.MaxValue) };
                break;
            case 'L':
                _options = _options with { LogFile = argument };
                break;
            case 'm' when argument.Split(',').FirstOrDefault(flag => !MemoryFlags.Contains(flag)) is { } unknown:
                _end = Refuse($"named: unrecognized flag '{unknown}'");
                break;
            case 'M' when argument is not ("fill" or "nofill"):
                _end = Refuse($"named: unrecognized flag '{argument}'");
                break;
            case 'n' or 'N':
                _options = _options with { Cpus = Number("number of cpus", argument, 1024) };
                break;
            case 'p':
                TakePort(argument);
                break;
            case 't':
                _end = Refuse("named: -t: the trial mode does not change its root directory; run it in a container, or with systemd's RootDirectory=");
                break;
            case 'u':
                TakeUser(argument);
                break;
            case 'U':
                _options = _options with { UdpListeners = Number("number of listeners", argument, 1024) };
                break;
            case 'X':
                _options = _options with { LockFile = argument.Equals("none", StringComparison.OrdinalIgnoreCase) ? "" : Path.GetFullPath(argument) };
                break;
            case 'A':
                _end = Refuse($"named: unknown fuzzing type '{argument}'");
                break;
            case 'x':
                _end = Refuse($"{Usage}named: unknown option '-x'");
                break;
            default:
                // -D is a comment; -E, -S and -T are for BIND's own engines, sockets and tests.
                break;
        }
    }

    private void TakePort(string argument)
    {
        var (kind, number) = argument.Split('=', 2) is [var name, var rest] ? (name, rest) : ("dns", argument);
        if (kind is not ("dns" or "tls" or "https" or "http"))
        {
            _end = Refuse($"named: port '{argument}' must be numeric");
            return;
        }
        var port = Number("port", number, ushort.MaxValue);
        if (kind == "dns" && _end is null)
        {
            _options = _options with { Port = port };
        }
    }

    private void TakeUser(string name)
    {
        if (ProcessUser.Find(name) is { } user)
        {
            _options = _options with { User = user };
            return;
        }
        _end = Refuse($"named: user '{name}' unknown");
    }

    private int Number(string what, string text, int most)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _end = Refuse($"named: {what} '{text}' must be numeric");
            return 0;
        }
        if (number > most)
        {
            _end = Refuse($"named: {what} '{text}' out of range");
            return 0;
        }
        return (int)number;
    }

    private static NamedInvocation Refuse(string error) => new(null, false, "", error, 1);
}
