using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>What stands for a local address in outgoing mail: generic addresses (genericstable) first, then masquerading.</summary>
public static class OutgoingAddress
{
    /// <summary>Whether any outgoing address can change.</summary>
    public static bool IsActive(MailTables tables) => !tables.GenericAddresses.IsEmpty || tables.Options.MasqueradeAs.Length > 0;

    /// <summary>The address that stands for a sender; the same when nothing does. An address without domain is not touched.</summary>
    public static string OfSender(MailTables tables, string address)
    {
        if (!EnvelopeAddress.TryParse(address, out EnvelopeAddress parsed, allowBareLocalPart: false))
        {
            return address;
        }

        return FindGeneric(tables, parsed) is not { } generic ? Masquerade(tables, parsed)
            : generic.Contains('@', StringComparison.Ordinal) ? generic
            : EnvelopeAddress.TryParse(generic, out EnvelopeAddress name) ? Masquerade(tables, name with { Domain = parsed.Domain })
            : address;
    }

    /// <summary>The address that stands for a recipient in the header, which is masqueraded at most.</summary>
    public static string OfRecipient(MailTables tables, string address) =>
        EnvelopeAddress.TryParse(address, out EnvelopeAddress parsed, allowBareLocalPart: false) ? Masquerade(tables, parsed) : address;

    /// <summary>The reverse-path of outgoing mail, which changes only by <see cref="MailTablesOptions.MasqueradeEnvelope"/>.</summary>
    public static string OfReversePath(MailTables tables, string reversePath) =>
        tables.Options.MasqueradeEnvelope && reversePath.Length > 0 ? OfSender(tables, reversePath) : reversePath;

    private static string? FindGeneric(MailTables tables, EnvelopeAddress address)
    {
        bool local = tables.MailDomains.Contains(address.Domain);
        if (tables.GenericAddresses.IsEmpty || !(local || IsIn(address.Domain, tables.Options.GenericsDomains, tables.Options.GenericsEntireDomain)))
        {
            return null;
        }

        int plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        string user = plus > 0 ? address.LocalPart[..plus] : address.LocalPart;
        string detail = plus > 0 ? address.LocalPart[(plus + 1)..] : "";
        string[] names = plus > 0 ? [address.LocalPart, user + "+*", user] : [user];
        IEnumerable<string> keys = names.Select(name => $"{name}@{address.Domain}").Append("@" + address.Domain).Concat(names);
        foreach (string key in keys)
        {
            if (tables.GenericAddresses.TryGetValue(key, out string? target))
            {
                return target.Replace("%1", key.StartsWith('@') ? user : detail, StringComparison.Ordinal);
            }
        }

        return null;
    }

    private static string Masquerade(MailTables tables, EnvelopeAddress address)
    {
        MailTablesOptions options = tables.Options;
        bool masked = options.MasqueradeAs.Length > 0
            && !options.ExposedUsers.Contains(address.LocalPart, StringComparer.OrdinalIgnoreCase)
            && (tables.MailDomains.Contains(address.Domain) || IsIn(address.Domain, options.MasqueradeDomains, options.MasqueradeEntireDomain));
        return (masked ? address with { Domain = options.MasqueradeAs } : address).ToString();
    }

    private static bool IsIn(string domain, string[] domains, bool entire) => Array.Exists(domains, listed =>
        domain.Equals(listed, StringComparison.OrdinalIgnoreCase) || (entire && domain.EndsWith("." + listed, StringComparison.OrdinalIgnoreCase)));
}
