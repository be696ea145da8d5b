using System.Collections.Immutable;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>The owner of a list: the alias <c>owner-NAME</c>, to whom failures of mail to NAME go.</summary>
internal static class ListOwner
{
    /// <summary>The reverse-path of mail that the alias sends on: the owner's one address, or <c>owner-NAME</c> itself when it has several; null when there is no owner.</summary>
    public static string? Of(MailTables tables, string alias, string domain)
    {
        int at = alias.IndexOf('@', StringComparison.Ordinal);
        string name = "owner-" + (at < 0 ? alias : alias[..at]);
        string home = at < 0 ? domain : alias[(at + 1)..];
        if (alias.StartsWith("owner-", StringComparison.OrdinalIgnoreCase) || !(tables.Aliases.TryGetValue($"{name}@{home}", out ImmutableArray<string> targets) || tables.Aliases.TryGetValue(name, out targets)))
        {
            return null;
        }

        string owner = targets is [var only] && TableTarget.TryParse(only, out TableTarget target) && target.Kind is TargetKind.Address or TargetKind.Final ? target.Text : name;
        return !EnvelopeAddress.TryParse(owner, out EnvelopeAddress parsed) ? null
            : (parsed.Domain.Length > 0 ? parsed : parsed with { Domain = home.Length > 0 ? home : tables.MailDomains.FirstOrDefault() ?? "" }).ToString();
    }
}
