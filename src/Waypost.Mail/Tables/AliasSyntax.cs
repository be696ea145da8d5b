using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Checks aliases and forwards when they are written. Each method returns null, or what is wrong in one sentence.</summary>
public static class AliasSyntax
{
    /// <summary>Checks an alias's name: a local part or <c>user@domain</c>.</summary>
    public static string? CheckName(string name) =>
        EnvelopeAddress.TryParse(name, out _) && !TableText.HasSpaceOrControl(name) ? null : $"'{TableText.Shorten(name)}' is not a local part or an address.";

    /// <summary>Checks a forward's account, which may have a <c>+detail</c>.</summary>
    public static string? CheckForwardKey(string key)
    {
        int plus = key.IndexOf('+', StringComparison.Ordinal);
        return TableSyntax.CheckAccount(plus > 0 ? key[..plus] : key)
            ?? (CheckName(key) is null && !key.Contains('@', StringComparison.Ordinal) ? null : $"'{TableText.Shorten(key)}' is not an account, or an account with +detail.");
    }

    /// <summary>Checks one target: a name, <c>\name</c>, an address, or what the settings allow beside them.</summary>
    public static string? CheckTarget(MailTablesOptions options, string target, bool inForward)
    {
        if (!TableTarget.TryParse(target, out TableTarget parsed))
        {
            return $"'{TableText.Shorten(target)}' is not a local name, '\\name' or an address.";
        }

        return TargetPolicy.Problem(options, parsed, inForward);
    }

    /// <summary>Checks that an alias, as it would be beside the others, does not lead back to itself.</summary>
    public static string? CheckLoop(MailTables tables, string name, IReadOnlyList<string> targets)
    {
        MailTables after = tables with { Aliases = tables.Aliases.SetItem(name, [.. targets]) };
        string domain = after.MailDomains.FirstOrDefault() ?? "";
        string address = name.Contains('@', StringComparison.Ordinal) || domain.Length == 0 ? name : $"{name}@{domain}";
        ResolvedRecipient resolved = RecipientResolver.Resolve(after, address);
        return resolved.Reply == RecipientResolver.LoopBroken || resolved.Steps.Any(step => step.Result == RecipientResolver.LoopBroken)
            ? $"'{TableText.Shorten(name)}' leads back to itself."
            : null;
    }
}
