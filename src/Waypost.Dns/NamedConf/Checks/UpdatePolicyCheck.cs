using System.Globalization;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>update-policy: the names and types of its rules.</summary>
internal static class UpdatePolicyCheck
{
    public static void Check(ConfCheck check, ConfValue policy)
    {
        foreach (var rule in policy.Items().Cast<ConfTuple>())
        {
            One(check, rule);
        }
    }

    private static void One(ConfCheck check, ConfTuple rule)
    {
        var (identity, name, match) = (rule["identity"], rule["name"], rule["matchtype"].Text().ToLowerInvariant());
        if (!NameCheck.TryName(identity.Text(), out var who))
        {
            check.Error(identity, $"'{identity.Text()}' is not a valid name");
        }
        // zonesub has no name; the policies of Kerberos and Windows take it from elsewhere.
        if (!name.IsVoid)
        {
            if (!NameCheck.TryName(name.Text(), out var target))
            {
                check.Error(name, $"'{name.Text()}' is not a valid name");
            }
            else
            {
                Name(check, rule, match, who?.ToString(), target);
            }
        }
        foreach (var type in rule["types"].Items())
        {
            Type(check, type, match);
        }
    }

    private static void Name(ConfCheck check, ConfTuple rule, string match, string? who, Names.DnsName target)
    {
        var name = rule["name"];
        switch (match)
        {
            case "wildcard" when !target.ToString().StartsWith("*.", StringComparison.Ordinal):
                check.Error(name, $"'{name.Text()}' is not a wildcard");
                break;
            case "self" or "selfsub" or "selfwild" when !target.Equals(ParseOrRoot(who)) && !target.ToString().StartsWith('*') && !target.IsRoot:
                check.Error(name, "identity and name fields are not the same");
                break;
            case "krb5-self" or "ms-self" or "krb5-selfsub" or "ms-selfsub" or "tcp-self" or "6to4-self" when !target.IsRoot:
                check.Error(name, "name field not set to placeholder value '.'");
                break;
        }
    }

    // A type may carry the number of records that it may have: A(2).
    private static void Type(ConfCheck check, ConfValue type, string match)
    {
        _ = match;
        var text = type.Text();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0)
        {
            if (!text.EndsWith(')') || !uint.TryParse(text.AsSpan(open + 1, text.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > ushort.MaxValue)
            {
                check.Error(type, $"'{text}' is not a valid count");
                return;
            }
            text = text[..open];
        }
        if (!RrsetOrderCheck.IsType(text))
        {
            check.Error(type, $"'{text}' is not a valid type");
        }
    }

    private static Names.DnsName ParseOrRoot(string? text) => text is not null && NameCheck.TryName(text, out var name) ? name : Names.DnsName.Root;
}
