namespace Waypost.Dns.NamedConf.Syntax;

/// <summary>Unwinds the parser to the one place that ends a file; the finding is already recorded.</summary>
internal sealed class ConfSyntaxException : Exception;
