using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>What the checks of one configuration share.</summary>
internal sealed class ConfCheck(ConfMap root, NamedConfig config, IConfFiles files, NamedConfOptions how, List<NamedConfDiagnostic> findings)
{
    private const int MaxFindings = 10_000;

    public ConfMap Root => root;

    public NamedConfig Config => config;

    public ConfMap? Options => config.Options;

    public IConfFiles Files => files;

    public NamedConfOptions How => how;

    public AclCheck Acls { get; private set; } = null!;

    /// <summary>Checks the whole configuration, in the order in which named-checkconf reports.</summary>
    public void Run()
    {
        Acls = new AclCheck(this);
        ConfigCheck.Check(this);
    }

    /// <summary>Records an error; always false, so that a check ends with it.</summary>
    public bool Error(ConfValue at, string message) => Add(at, NamedConfSeverity.Error, message);

    public void Warn(ConfValue at, string message) => Add(at, NamedConfSeverity.Warning, message);

    /// <summary>Where a value stands, as a message names it.</summary>
    public static string Place(ConfValue at) => $"{at.File}:{at.Line}";

    private bool Add(ConfValue at, NamedConfSeverity severity, string message)
    {
        if (findings.Count < MaxFindings)
        {
            findings.Add(new NamedConfDiagnostic(at.File, at.Line, severity, message));
        }
        return false;
    }
}

/// <summary>Short forms of what the checks ask of values.</summary>
internal static class ConfValues
{
    public static string Text(this ConfValue? value) => (value as ConfText)?.Text ?? "";

    public static ulong Number(this ConfValue? value) => value switch
    {
        ConfNumber number => number.Value,
        ConfDuration duration => duration.Seconds,
        _ => 0,
    };

    public static IEnumerable<ConfMap> Maps(this ConfMap map, string clause) => map.All(clause).Cast<ConfMap>();

    public static IEnumerable<ConfTuple> Tuples(this ConfMap map, string clause) => map.All(clause).Cast<ConfTuple>();

    public static IReadOnlyList<ConfValue> Items(this ConfValue? value) => value is ConfList list ? list.Items : [];

    public static bool Is(this string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
