using System.Diagnostics.CodeAnalysis;
using System.Text;
using Waypost.Dns.NamedConf;
using Waypost.Dns.Rndc;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>A zone statement as rndc carries it, on one line.</summary>
internal static class TrialZoneStatement
{
    // What a zone statement may refer to.
    private static readonly string[] Context = ["acl", "key", "primaries", "masters", "parental-agents", "tls", "http", "dnssec-policy"];

    /// <summary>Reads what addzone was given; an error's reasons are in the log.</summary>
    public static (NamedConfZone? Zone, RndcReply? Error) Parse(TrialConfiguration configuration, string name, string options, BindLog log)
    {
        var text = new StringBuilder();
        foreach (var clause in Context)
        {
            foreach (var value in configuration.Config.Root.All(clause))
            {
                text.Append(clause).Append(' ').Append(value).Append(";\n");
            }
        }
        var statement = $"zone \"{name.Replace("\"", "", StringComparison.Ordinal)}\" {options.TrimEnd().TrimEnd(';')};\n";
        var result = NamedConfFile.Parse("addzone", null, new OneFile(text + statement));
        var errors = result.Diagnostics.Where(finding => finding.Severity == NamedConfSeverity.Error).ToList();
        foreach (var error in errors)
        {
            log.Error("config", $"addzone: {error.Message}");
        }
        if (result.Config?.Zones is not [var zone])
        {
            return (null, new RndcReply(RndcResult.UnexpectedToken));
        }
        if (errors.Count > 0)
        {
            return (null, new RndcReply(RndcResult.Failure, "configure_zone failed: failure"));
        }
        if (zone.Type == "primary" && zone.File is null)
        {
            log.Error("config", $"zone '{name}': 'file' not specified");
            return (null, new RndcReply(RndcResult.Failure, "configure_zone failed: failure"));
        }
        return (zone, null);
    }

    /// <summary>The statement in canonical form on one line.</summary>
    public static string Print(NamedConfZone zone)
    {
        // Lines and their indentation become single blanks; what stands in quotes has neither.
        var lines = $"zone {zone.Statement};".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', lines.Select(line => line.TrimStart('\t')));
    }

    private sealed class OneFile(string content) : IConfFiles
    {
        public bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
        {
            text = path == "addzone" ? content : null;
            reason = text is null ? "file not found" : null;
            return text is not null;
        }

        public IReadOnlyList<string> Glob(string pattern) => [];

        public bool IsDirectory(string path, [NotNullWhen(false)] out string? reason)
        {
            reason = null;
            return true;
        }
    }
}
