using System.Text;
using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Resources;

/// <summary>Names as zones have them, and when two spellings are one name.</summary>
internal static class ZoneNames
{
    /// <summary>The canonical form of an attribute that holds a domain name: absolute, lower case, with its final dot.</summary>
    public static string? Canonical(CtyValue whole, CtyValue value) => value.Text is { } name ? Absolute(name) : null;

    /// <summary>The absolute name in lower case with its final dot, or null when it is none.</summary>
    public static string? Absolute(string name) => RrsetNormalizer.NormalizeZoneName(InternationalNames.ToAscii(name));

    /// <summary>A zone's name as the API and ids have it: lower case, no final dot except for the root.</summary>
    public static string ApiName(string name) =>
        Absolute(name) is { } absolute ? (absolute == "." ? absolute : absolute[..^1]) : name;

    /// <summary>A mailbox as SOA's RNAME (RFC 1035 section 8): <c>first.last@example.com</c> is <c>first\.last.example.com.</c></summary>
    public static string Mailbox(string text)
    {
        var at = text.LastIndexOf('@');
        var name = new StringBuilder(text.Length + 4);
        if (at < 0)
        {
            name.Append(text);
        }
        else
        {
            name.Append(text[..at].Replace(".", "\\.", StringComparison.Ordinal)).Append('.').Append(text[(at + 1)..]);
        }

        return WithDot(InternationalNames.ToAscii(name.ToString()));
    }

    /// <summary>The name with its final dot.</summary>
    public static string WithDot(string name) => name.EndsWith('.') ? name : name + ".";
}
