namespace Waypost.Dns.NamedConf.Syntax;

/// <summary>Unwinds the parser to the one place that ends a file; the finding is already recorded.</summary>
#pragma warning disable CA1064 // It never leaves the parser.
internal sealed class ConfSyntaxException : Exception;
