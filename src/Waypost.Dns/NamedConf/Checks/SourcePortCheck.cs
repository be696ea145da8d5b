using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Ports that queries and transfers leave from: better none, and never the one that is listened on.</summary>
internal static class SourcePortCheck
{
    private const ulong DomainPort = 53;

    /// <summary>The clauses that hold for zones.</summary>
    public static IReadOnlyList<string> OfZones { get; } =
        ["transfer-source", "transfer-source-v6", "notify-source", "notify-source-v6", "parental-source", "parental-source-v6"];

    /// <summary>The clauses that hold for queries.</summary>
    public static IReadOnlyList<string> OfQueries { get; } = ["query-source", "query-source-v6"];

    public static void Check(ConfCheck check, string clause, ConfValue? value, bool warn = true)
    {
        if (value is not ConfAddress { Port: not 0 } source)
        {
            return;
        }
        var listening = check.Options?["port"] is ConfNumber port ? port.Value : DomainPort;
        if (source.Port == listening)
        {
            check.Error(source, $"'{clause}' cannot specify the DNS listener port ({listening})");
        }
        else if (warn)
        {
            check.Warn(source, $"'{clause}': specifying a port is not recommended");
        }
    }
}
