using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Checks access entries when they are written.</summary>
public static partial class AccessSyntax
{
    private const int MaxPause = 300_000;
    private static readonly string[] Tags =
        ["Connect:", "From:", "To:", "Spam:", "ClientRate:", "ClientConn:", "GreetPause:", "TLS_Clt:", "TLS_Srv:", "TLS_Rcpt:", "Try_TLS:"];

    /// <summary>Checks the key, tag and all; null when it is right, otherwise what is wrong in one sentence.</summary>
    public static string? CheckKey(string key)
    {
        string tag = TagOf(key);
        string bare = key[tag.Length..];
        if (UnknownTag().IsMatch(bare) && !IPAddress.TryParse(bare, out _) && !bare.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) && !IsIpv6Prefix(bare))
        {
            return $"'{bare[..(bare.IndexOf(':', StringComparison.Ordinal) + 1)]}' is not a supported tag; the tags are {string.Join(", ", Tags)} or none.";
        }

        return bare.Length == 0 && tag is not ("" or "Connect:" or "From:" or "To:" or "Spam:") ? null
            : tag switch
            {
                "ClientRate:" or "ClientConn:" => CheckHost(bare, named: false, $"A {tag} key is an address, an address prefix, or nothing."),
                "Connect:" or "GreetPause:" or "TLS_Clt:" or "TLS_Srv:" or "Try_TLS:" => CheckHost(bare, named: true, $"A {tag} key is a host name, an address or an address prefix."),
                _ => CheckAddressOrHost(bare),
            };
    }

    /// <summary>Checks an access entry: tag and key, and value.</summary>
    public static string? CheckEntry(string key, string value) => CheckKey(key) ?? CheckValue(TagOf(key), value);

    private static string? CheckValue(string tag, string value)
    {
        switch (tag)
        {
            case "Spam:":
                return AccessValue.TryParse(value, out AccessValue spam) && spam.Action is AccessAction.Friend or AccessAction.Hater ? null : "The value of a Spam: entry is FRIEND or HATER.";
            case "ClientRate:" or "ClientConn:":
                return IsNumber(value, 1_000_000) ? null : $"The value of a {tag} entry is a number; 0 is no limit.";
            case "GreetPause:":
                return IsNumber(value, MaxPause) ? null : $"The value of a GreetPause: entry is a number of milliseconds, at most {MaxPause}.";
            case "Try_TLS:":
                return value.Trim().ToUpperInvariant() is "NO" or "YES" ? null : "The value of a Try_TLS: entry is NO or YES.";
            case "TLS_Clt:" or "TLS_Srv:" or "TLS_Rcpt:":
                return TlsRequirement.TryParse(value, out _) ? null : $"The value of a {tag} entry is VERIFY, VERIFY:bits or ENCR:bits, with PERM+ or TEMP+ before it and +CN:name, +CS:name or +CI:name behind it.";
            default:
                return !AccessValue.TryParse(value, out AccessValue parsed)
                    ? "The value is OK, RELAY, REJECT, DISCARD, SKIP, 'QUARANTINE:text', 'ERROR:D.S.N:code text', 'ERROR:code text' or 'code text'."
                    : parsed.Action is AccessAction.Friend or AccessAction.Hater ? "FRIEND and HATER are the values of Spam: entries, and of no others."
                    : null;
        }
    }

    private static string TagOf(string key) => Array.Find(Tags, t => key.StartsWith(t, StringComparison.OrdinalIgnoreCase)) ?? "";

    private static bool IsNumber(string value, int max) =>
        int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= max;

    private static string? CheckAddressOrHost(string key)
    {
        string wrong = $"'{TableText.Shorten(key)}' is not 'user@domain', 'user@', a domain, an address or an address prefix.";
        if (!key.Contains('@', StringComparison.Ordinal))
        {
            return CheckHost(key, named: true, wrong);
        }

        string full = key.EndsWith('@') ? key + "domain.invalid" : key;
        return !TableText.HasSpaceOrControl(key) && EnvelopeAddress.TryParse(full, out EnvelopeAddress address) && address.Domain.Length > 0 ? null : wrong;
    }

    private static string? CheckHost(string key, bool named, string wrong)
    {
        if (key.Length == 0 || TableText.HasSpaceOrControl(key) || key.Contains('@', StringComparison.Ordinal))
        {
            return wrong;
        }

        if (key.Contains('/', StringComparison.Ordinal))
        {
            string? block = AccessKeys.CanonicalBlock(key);
            return block is null ? wrong
                : block.Equals(key, StringComparison.OrdinalIgnoreCase) ? null
                : $"'{TableText.Shorten(key)}' has host bits; the block is '{block}'.";
        }

        string ipv6 = key.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? key[5..] : key;
        return IPAddress.TryParse(ipv6, out _) || IsIpv6Prefix(ipv6) || (named ? DomainSyntax.IsDomain(key) : Ipv4Prefix().IsMatch(key)) ? null : wrong;
    }

    private static bool IsIpv6Prefix(string text)
    {
        string[] groups = text.Split(':');
        return groups.Length is >= 1 and <= 8
            && Array.TrueForAll(groups, group => group.Length is >= 1 and <= 4 && ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _));
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z_]*:", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownTag();

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4Prefix();
}
