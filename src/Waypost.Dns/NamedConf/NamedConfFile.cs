using Waypost.Dns.NamedConf.Checks;
using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf;

/// <summary>What a configuration file gave.</summary>
/// <param name="Config">The configuration, null when it cannot be read at all.</param>
/// <param name="Diagnostics">Every finding, in BIND's order and words.</param>
/// <param name="Files">The file and all that it includes, in the order in which they were opened.</param>
public sealed record NamedConfResult(NamedConfig? Config, IReadOnlyList<NamedConfDiagnostic> Diagnostics, IReadOnlyList<string> Files)
{
    /// <summary>Whether BIND would refuse the configuration.</summary>
    public bool HasErrors => Config is null || Diagnostics.Any(finding => finding.Severity == NamedConfSeverity.Error);
}

/// <summary>Reads named.conf in the whole grammar of BIND 9.18, and checks it as named-checkconf does.</summary>
public static class NamedConfFile
{
    /// <summary>Reads and checks a file with all that it includes.</summary>
    public static NamedConfResult Parse(string path, NamedConfOptions? options = null, IConfFiles? files = null)
    {
        List<NamedConfDiagnostic> findings = [];
        files ??= new DiskConfFiles();
        ConfParser parser = new(files, options ?? NamedConfOptions.Default, findings);
        if (parser.Parse(path, BlockTypes.File) is not ConfMap root)
        {
            return new NamedConfResult(null, findings, parser.Files);
        }
        var config = new NamedConfig(root, parser.Directory);
        new ConfCheck(root, config, files, options ?? NamedConfOptions.Default, findings).Run();
        return new NamedConfResult(config, findings, parser.Files);
    }
}
