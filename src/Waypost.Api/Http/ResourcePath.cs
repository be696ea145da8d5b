namespace Waypost.Api.Http;

/// <summary>Keys as segments of canonical paths.</summary>
public static class ResourcePath
{
    /// <summary>Percent-encoded, but for what may stand in a segment as it is and often does (RFC 3986 section 3.3).</summary>
    public static string Escape(string key) =>
        Uri.EscapeDataString(key).Replace("%40", "@", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);
}
