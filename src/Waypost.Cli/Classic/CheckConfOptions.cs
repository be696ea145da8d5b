namespace Waypost.Cli.Classic;

/// <summary>The options of named-checkconf.</summary>
internal sealed record CheckConfOptions
{
    private const string Letters = "cdhijlm:t:pvxz";
    private const string DefaultFile = "/etc/bind/named.conf";

    /// <summary>-c: nothing outside of the core.</summary>
    public bool CoreOnly { get; private set; }

    /// <summary>-i: no warnings about deprecated options.</summary>
    public bool IgnoreDeprecated { get; private set; }

    /// <summary>-l: the zones, one a line.</summary>
    public bool List { get; private set; }

    /// <summary>-p: the configuration in canonical form.</summary>
    public bool Print { get; private set; }

    /// <summary>-x: without secrets.</summary>
    public bool Obscure { get; private set; }

    /// <summary>-z: loads the primary zones.</summary>
    public bool Load { get; private set; }

    /// <summary>-j: brings the zones that are loaded to the last version of their journals.</summary>
    public bool ReadJournals { get; private set; }

    public bool Version { get; private set; }

    public bool Help { get; private set; }

    /// <summary>-t: another root directory.</summary>
    public string? Root { get; private set; }

    public string File { get; private set; } = DefaultFile;

    /// <summary>Reads the options; an empty message stands for the usage alone.</summary>
    public static (CheckConfOptions? Options, string Error) Parse(IReadOnlyList<string> arguments)
    {
        CheckConfOptions options = new();
        ShortOptions letters = new(Letters, arguments);
        while (letters.Next(out char letter))
        {
            switch (letter)
            {
                case 'c': options.CoreOnly = true; break;
                case 'i': options.IgnoreDeprecated = true; break;
                case 'l': options.List = true; break;
                case 'p': options.Print = true; break;
                case 'x': options.Obscure = true; break;
                case 'z': options.Load = true; break;
                case 'v': options.Version = true; break;
                case 'h': options.Help = true; break;
                case 't': options.Root = letters.Value; break;
                case 'j': options.ReadJournals = true; break;
                // -d and -m are for BIND's own debugging.
                default: break;
            }
        }

        if (letters.Error is not null)
        {
            return (null, letters.Error.Replace("option requires an argument -- ", "invalid argument -", StringComparison.Ordinal));
        }

        if (letters.Rest.Count > 1)
        {
            return (null, "");
        }

        options.File = letters.Rest.Count == 1 ? letters.Rest[0] : DefaultFile;
        return (options, options.Obscure && !options.Print ? "-x cannot be used without -p"
            : options.List && options.Print ? "-l cannot be used with -p"
            : "");
    }
}
