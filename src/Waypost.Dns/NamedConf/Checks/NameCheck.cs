using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Domain names, classes and types as the checks read them.</summary>
internal static class NameCheck
{
    public static bool TryName(string text, [NotNullWhen(true)] out DnsName? name)
    {
        name = DnsName.Root;
        return text is "." or "@" || (text.Length > 0 && DnsName.TryParse(text, DnsName.Root, out name, out _));
    }

    public static bool IsName(string text) => TryName(text, out _);

    /// <summary>Why a text is not a name, in BIND's words.</summary>
    public static string Reason(string text)
    {
        if (text.Length == 0)
        {
            return "unexpected end of input";
        }
        if (text.StartsWith('.') || text.Contains("..", StringComparison.Ordinal))
        {
            return "empty label";
        }
        return text.Split('.').Any(label => label.Length > 63) ? "label too long" : text.Contains('\\', StringComparison.Ordinal) ? "bad escape" : "ran out of space";
    }

    /// <summary>The name as BIND formats it: without the final dot, in lower case when it is a key of a table.</summary>
    public static string Format(DnsName name)
    {
        var text = name.ToString();
        return text.Length > 1 ? text.TrimEnd('.').ToLowerInvariant() : text;
    }

    public static bool TryClass(string text, out string canonical)
    {
        canonical = text.ToUpperInvariant() switch
        {
            "IN" or "CLASS1" => "IN",
            "CH" or "CHAOS" or "CLASS3" => "CH",
            "HS" or "HESIOD" or "CLASS4" => "HS",
            "ANY" or "CLASS255" => "ANY",
            "NONE" or "CLASS254" => "NONE",
            "RESERVED0" or "CLASS0" => "RESERVED0",
            var other when other.StartsWith("CLASS", StringComparison.Ordinal) && ushort.TryParse(other.AsSpan(5), out var number) => $"CLASS{number}",
            _ => "",
        };
        return canonical.Length > 0;
    }
}
