using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Finds the virtual user of an address, in virtusertable's order.</summary>
public static class VirtualUserLookup
{
    /// <summary>Looks an address up; the target has <c>%0</c> to <c>%3</c> filled in.</summary>
    public static bool TryFind(MailTables tables, EnvelopeAddress address, out string key, out string target)
    {
        int plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        string user = plus > 0 ? address.LocalPart[..plus] : address.LocalPart;
        string detail = plus > 0 ? address.LocalPart[(plus + 1)..] : "";
        foreach (string candidate in Keys(address, user, detail, plus > 0))
        {
            if (tables.VirtualUsers.TryGetValue(candidate, out string? found))
            {
                key = candidate;
                target = found.Replace("%0", $"{address.LocalPart}@{address.Domain}", StringComparison.Ordinal)
                    .Replace("%1", user, StringComparison.Ordinal)
                    .Replace("%2", detail, StringComparison.Ordinal)
                    .Replace("%3", plus > 0 ? "+" + detail : "", StringComparison.Ordinal);
                return true;
            }
        }

        key = target = "";
        return false;
    }

    private static IEnumerable<string> Keys(EnvelopeAddress address, string user, string detail, bool plus)
    {
        string domain = address.Domain;
        yield return $"{address.LocalPart}@{domain}";
        if (plus)
        {
            if (detail.Length > 0)
            {
                yield return $"{user}++@{domain}";
            }

            yield return $"{user}+*@{domain}";
            yield return $"{user}@{domain}";
            if (detail.Length > 0)
            {
                yield return $"++@{domain}";
            }

            yield return $"+*@{domain}";
        }

        yield return $"@{domain}";
    }
}
