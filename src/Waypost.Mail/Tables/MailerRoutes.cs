using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Finds the mailer route of a domain, as sendmail's mailertable does.</summary>
public static class MailerRoutes
{
    /// <summary>The route of a domain: by the whole name, then <c>.parent</c>, and so on, at last <c>.</c>; null for none.
    /// <c>%1</c> in the right side is what stands left of the parent.</summary>
    public static MailerRoute? Find(MailTables tables, string domain)
    {
        if (tables.MailerRoutes.IsEmpty || domain.Length == 0)
        {
            return null;
        }

        string name = domain.TrimEnd('.');
        foreach (string key in Keys(name))
        {
            if (tables.MailerRoutes.TryGetValue(key, out string? target))
            {
                string left = key == "." ? name : key.StartsWith('.') ? name[..^key.Length] : name;
                _ = tables.MailerRoutes.TryGetKey(key, out string stored);
                return MailerRoute.TryParse(stored, target.Replace("%1", left, StringComparison.Ordinal), out MailerRoute? route) ? route : null;
            }
        }

        return null;
    }

    /// <summary>Checks a key: a domain, <c>.domain</c>, <c>.</c> or an address literal; null, or what is wrong.</summary>
    public static string? CheckKey(string key) =>
        key == "." || DomainSyntax.IsAddressLiteral(key) || TableSyntax.CheckMailDomain(key.StartsWith('.') ? key[1..] : key) is null
            ? null
            : $"'{TableText.Shorten(key)}' is not a domain, '.domain', '.' or an address in brackets.";

    /// <summary>Checks a right side; null, or what is wrong.</summary>
    public static string? CheckTarget(string target) =>
        !target.Any(char.IsControl) && MailerRoute.TryParse("", target.Replace("%1", "x", StringComparison.Ordinal), out _)
            ? null
            : "A route is 'smtp:', 'esmtp:' or 'relay:' with hosts ('host', '[host]', '[address]', ':port'), 'local:', 'local:name' or 'error:D.S.N:code text'.";

    private static IEnumerable<string> Keys(string name)
    {
        yield return name;
        if (name.StartsWith('['))
        {
            yield return ".";
            yield break;
        }

        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            yield return name[dot..];
        }

        yield return ".";
    }
}
