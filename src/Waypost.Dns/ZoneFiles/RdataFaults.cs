using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>The short texts with which BIND sums up why a record could not be read.</summary>
internal static class RdataFaults
{
    private static readonly (string Part, string Code)[] Codes =
    [
        (" is missing", "unexpected end of input"),
        ("cannot be quoted", "unexpected token"),
        ("more than the rdata", "extra input text"),
        ("IPv4 address", "bad dotted quad"),
        ("IPv6 address", "bad IPv6 address"),
        ("a label is longer", "label too long"),
        ("a label is empty", "empty label"),
        ("a name is empty", "unexpected end of input"),
        ("longer than 255 bytes", "ran out of space"),
        ("backslash", "bad escape"),
        ("at most 255 are allowed", "text too long"),
        ("not a record type", "unknown class/type"),
        ("base64", "bad base64 encoding"),
        ("base32", "bad base32 encoding"),
        ("hexadecimal", "bad hex encoding"),
        ("must be a number", "not a valid number"),
    ];

    public static string Code(string error, RdataType? type)
    {
        foreach (var (part, code) in Codes)
        {
            if (error.Contains(part, StringComparison.Ordinal))
            {
                return code;
            }
        }
        return type is null ? "bad name" : "syntax error";
    }
}
