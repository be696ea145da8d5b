namespace Waypost.Dns.NamedConf;

/// <summary>How much a finding weighs.</summary>
public enum NamedConfSeverity
{
    /// <summary>The configuration is served all the same.</summary>
    Warning,

    /// <summary>BIND refuses the configuration.</summary>
    Error,
}

/// <summary>A finding, in BIND's own words. <paramref name="File"/> is empty when it belongs to no file.</summary>
public sealed record NamedConfDiagnostic(string File, int Line, NamedConfSeverity Severity, string Message)
{
    /// <summary>The finding as named-checkconf prints it: <c>file:line: message</c>.</summary>
    public override string ToString() => File.Length == 0 ? Message : $"{File}:{Line}: {Message}";
}
