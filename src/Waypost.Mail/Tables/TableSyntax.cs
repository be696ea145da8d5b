using System.Text.RegularExpressions;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Checks table entries when they are written. Each method returns null, or what is wrong in one sentence.</summary>
public static partial class TableSyntax
{
    /// <summary>Checks an account's name: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>; at most 64.</summary>
    public static string? CheckAccount(string name) =>
        AccountForm().IsMatch(name) ? null : "An account's name is 1 to 64 letters, digits, '.', '_' or '-', and begins with a letter or digit.";

    /// <summary>Checks a mail domain: a host name without final dot, in A-label form.</summary>
    public static string? CheckMailDomain(string name) =>
        DomainForm().IsMatch(name) && DomainSyntax.IsDomain(name) ? null : $"'{TableText.Shorten(name)}' is not a domain name (letters, digits and hyphens; A-labels for other scripts; no final dot).";

    /// <summary>Checks a virtual user: <c>user@domain</c>, <c>user+*@domain</c>, <c>user++@domain</c>, <c>+*@domain</c>, <c>++@domain</c> or <c>@domain</c>, with one target.</summary>
    public static string? CheckVirtualUser(string address, string target)
    {
        int at = address.LastIndexOf('@');
        if (at < 0 || CheckMailDomain(address[(at + 1)..]) is not null
            || TableText.HasSpaceOrControl(address) || (at > 0 && !EnvelopeAddress.TryParse(address, out _)))
        {
            return $"'{TableText.Shorten(address)}' is not 'user@domain' or '@domain'.";
        }

        if (ErrorTarget.IsErrorTarget(target))
        {
            return ErrorTarget.TryRead(target, out _) ? null : "An error target is 'error:D.S.N:code text', 'error:code text' or 'error:nouser code text'.";
        }

        if (TableText.HasSpaceOrControl(target) || target.Contains(',', StringComparison.Ordinal))
        {
            return "553 5.1.3: a virtual user has one target; make it an alias that lists several.";
        }

        return EnvelopeAddress.TryParse(target.TrimStart('\\'), out _) ? null : $"'{TableText.Shorten(target)}' is not a local name or an address.";
    }

    /// <summary>Checks a generic address: <c>user@domain</c>, <c>@domain</c> or a local name, and the address that stands for it.</summary>
    public static string? CheckGenericAddress(string address, string target)
    {
        string full = address.StartsWith('@') ? "x" + address : address;
        return TableText.HasSpaceOrControl(address) || !EnvelopeAddress.TryParse(full, out _) ? $"'{TableText.Shorten(address)}' is not 'user@domain', '@domain' or a local name."
            : TableText.HasSpaceOrControl(target) || !EnvelopeAddress.TryParse(target.Replace("%1", "x", StringComparison.Ordinal), out _) ? $"'{TableText.Shorten(target)}' is not an address or a local name."
            : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainForm();
}
