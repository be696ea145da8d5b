namespace Waypost.Server.Dns.Logging;

/// <summary>BIND's levels of log messages, the gravest first.</summary>
public enum BindSeverity
{
    Critical,
    Error,
    Warning,
    Notice,
    Info,
    Debug,
}
