using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Checks table entries when they are written. Each method returns null, or what is wrong in one sentence.</summary>
public static partial class TableSyntax
{
    private static readonly string[] AccessTags = ["Connect:", "From:", "To:", "Spam:"];

    /// <summary>Checks an account's name: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>; at most 64.</summary>
    public static string? CheckAccount(string name) =>
        AccountForm().IsMatch(name) ? null : "An account's name is 1 to 64 letters, digits, '.', '_' or '-', and begins with a letter or digit.";

    /// <summary>Checks a mail domain: a host name without final dot, in A-label form.</summary>
    public static string? CheckMailDomain(string name) =>
        DomainForm().IsMatch(name) && DomainSyntax.IsDomain(name) ? null : $"'{Shorten(name)}' is not a domain name (letters, digits and hyphens; A-labels for other scripts; no final dot).";

    /// <summary>Checks an alias: its name is a local part or <c>user@domain</c>, its targets are names, <c>\names</c> or addresses.</summary>
    public static string? CheckAlias(string name, IReadOnlyList<string> targets)
    {
        if (!EnvelopeAddress.TryParse(name, out _) || HasSpaceOrControl(name))
        {
            return $"'{Shorten(name)}' is not a local part or an address.";
        }

        if (targets.Count is 0 or > 1000)
        {
            return "An alias has 1 to 1000 targets.";
        }

        foreach (string target in targets)
        {
            if (target.StartsWith(":include:", StringComparison.OrdinalIgnoreCase) || target.StartsWith('/') || target.StartsWith('|') || target.StartsWith("\"|", StringComparison.Ordinal))
            {
                return $"'{Shorten(target)}': includes, files and commands are not allowed as targets.";
            }

            string address = target.StartsWith('\\') ? target[1..] : target;
            if (HasSpaceOrControl(address) || !EnvelopeAddress.TryParse(address, out EnvelopeAddress parsed) || (address.Length != target.Length && parsed.Domain.Length > 0))
            {
                return $"'{Shorten(target)}' is not a local name, '\\name' or an address.";
            }
        }

        return null;
    }

    /// <summary>Checks that an alias, as it would be beside the others, does not lead back to itself.</summary>
    public static string? CheckAliasLoop(MailTables tables, string name, IReadOnlyList<string> targets)
    {
        MailTables after = tables with { Aliases = tables.Aliases.SetItem(name, [.. targets]) };
        string domain = after.MailDomains.FirstOrDefault() ?? "";
        string address = name.Contains('@', StringComparison.Ordinal) || domain.Length == 0 ? name : $"{name}@{domain}";
        ResolvedRecipient resolved = RecipientResolver.Resolve(after, address);
        return resolved.Reply == RecipientResolver.LoopBroken || resolved.Steps.Any(step => step.Result == RecipientResolver.LoopBroken)
            ? $"'{Shorten(name)}' leads back to itself."
            : null;
    }

    /// <summary>Checks a virtual user: <c>user@domain</c>, <c>user+*@domain</c>, <c>user++@domain</c>, <c>+*@domain</c>, <c>++@domain</c> or <c>@domain</c>, with one target.</summary>
    public static string? CheckVirtualUser(string address, string target)
    {
        int at = address.LastIndexOf('@');
        if (at < 0 || CheckMailDomain(address[(at + 1)..]) is not null
            || HasSpaceOrControl(address) || (at > 0 && !EnvelopeAddress.TryParse(address, out _)))
        {
            return $"'{Shorten(address)}' is not 'user@domain' or '@domain'.";
        }

        if (ErrorTarget.IsErrorTarget(target))
        {
            return ErrorTarget.TryRead(target, out _) ? null : "An error target is 'error:D.S.N:code text', 'error:code text' or 'error:nouser code text'.";
        }

        if (HasSpaceOrControl(target) || target.Contains(',', StringComparison.Ordinal))
        {
            return "553 5.1.3: a virtual user has one target; make it an alias that lists several.";
        }

        return EnvelopeAddress.TryParse(target.TrimStart('\\'), out _) ? null : $"'{Shorten(target)}' is not a local name or an address.";
    }

    /// <summary>Checks an access entry: tag and key, and value.</summary>
    public static string? CheckAccessEntry(string key, string value)
    {
        string tag = Array.Find(AccessTags, t => key.StartsWith(t, StringComparison.OrdinalIgnoreCase)) ?? "";
        string bare = key[tag.Length..];
        if (UnknownTag().IsMatch(bare) && !IPAddress.TryParse(bare, out _) && !bare.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) && !IsIpv6Prefix(bare))
        {
            return $"'{bare[..(bare.IndexOf(':', StringComparison.Ordinal) + 1)]}' is not a supported tag; the tags are {string.Join(", ", AccessTags)} or none.";
        }

        if (CheckAccessKey(tag, bare) is { } problem)
        {
            return problem;
        }

        if (!AccessValue.TryParse(value, out AccessValue parsed))
        {
            return "The value is OK, RELAY, REJECT, DISCARD, SKIP, 'ERROR:D.S.N:code text', 'ERROR:code text' or 'code text' (FRIEND and HATER with Spam:).";
        }

        bool friend = parsed.Action is AccessAction.Friend or AccessAction.Hater;
        return friend == (tag == "Spam:") ? null : "FRIEND and HATER are the values of Spam: entries, and of no others.";
    }

    private static string? CheckAccessKey(string tag, string key)
    {
        string wrong = $"'{Shorten(key)}' is not 'user@domain', 'user@', a domain, an address or an address prefix.";
        if (key.Length == 0 || HasSpaceOrControl(key))
        {
            return wrong;
        }

        if (key.Contains('/', StringComparison.Ordinal) && !key.Contains('@', StringComparison.Ordinal))
        {
            string? block = AccessKeys.CanonicalBlock(key);
            return block is null ? wrong
                : block.Equals(key, StringComparison.OrdinalIgnoreCase) ? null
                : $"'{Shorten(key)}' has host bits; the block is '{block}'.";
        }

        if (key.Contains('@', StringComparison.Ordinal))
        {
            string full = key.EndsWith('@') ? key + "domain.invalid" : key;
            return tag == "Connect:" ? "A Connect: key is a host name, an address or an address prefix."
                : EnvelopeAddress.TryParse(full, out EnvelopeAddress address) && address.Domain.Length > 0 ? null
                : wrong;
        }

        string ipv6 = key.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? key[5..] : key;
        return IPAddress.TryParse(ipv6, out _) || IsIpv6Prefix(ipv6) || DomainSyntax.IsDomain(key) ? null : wrong;
    }

    private static bool IsIpv6Prefix(string text)
    {
        string[] groups = text.Split(':');
        return groups.Length is >= 1 and <= 8
            && Array.TrueForAll(groups, group => group.Length is >= 1 and <= 4 && ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _));
    }

    private static bool HasSpaceOrControl(string text) => text.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || text.Contains('\x7f', StringComparison.Ordinal);

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z_]*:", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownTag();
}
