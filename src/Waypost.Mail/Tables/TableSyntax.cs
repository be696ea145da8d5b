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

    /// <summary>Checks an alias: its name is a local part or <c>user@domain</c>, its targets are names, <c>\names</c> or addresses.</summary>
    public static string? CheckAlias(string name, IReadOnlyList<string> targets)
    {
        if (!EnvelopeAddress.TryParse(name, out _) || TableText.HasSpaceOrControl(name))
        {
            return $"'{TableText.Shorten(name)}' is not a local part or an address.";
        }

        if (targets.Count is 0 or > 1000)
        {
            return "An alias has 1 to 1000 targets.";
        }

        foreach (string target in targets)
        {
            if (target.StartsWith(":include:", StringComparison.OrdinalIgnoreCase) || target.StartsWith('/') || target.StartsWith('|') || target.StartsWith("\"|", StringComparison.Ordinal))
            {
                return $"'{TableText.Shorten(target)}': includes, files and commands are not allowed as targets.";
            }

            string address = target.StartsWith('\\') ? target[1..] : target;
            if (TableText.HasSpaceOrControl(address) || !EnvelopeAddress.TryParse(address, out EnvelopeAddress parsed) || (address.Length != target.Length && parsed.Domain.Length > 0))
            {
                return $"'{TableText.Shorten(target)}' is not a local name, '\\name' or an address.";
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
            ? $"'{TableText.Shorten(name)}' leads back to itself."
            : null;
    }

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

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainForm();
}
