namespace Waypost.Dns.NamedConf;

/// <summary>How a configuration is read, after named-checkconf's options.</summary>
/// <param name="IgnoreDeprecated">-i: no warnings about deprecated options.</param>
/// <param name="CoreOnly">-c: nothing that is outside of the core (plugins).</param>
public sealed record NamedConfOptions(bool IgnoreDeprecated = false, bool CoreOnly = false)
{
    /// <summary>Everything is checked and warned about.</summary>
    public static NamedConfOptions Default { get; } = new();
}
