using System.Globalization;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;

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
            return;
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
                Name(check, name, match, who, target);
            }
        }
        foreach (var type in rule["types"].Items())
        {
            Type(check, type);
        }
    }

    private static void Name(ConfCheck check, ConfValue name, string match, DnsName? who, DnsName target)
    {
        switch (match)
        {
            case "self" or "selfsub" or "selfwild":
                if (!target.Equals(who) && !target.IsRoot)
                {
                    check.Error(name, "identity and name fields are not the same");
                }
                break;
            case "krb5-self" or "ms-self" or "krb5-selfsub" or "ms-selfsub" or "tcp-self" or "6to4-self":
                if (!target.IsRoot)
                {
                    check.Error(name, "name field not set to placeholder value '.'");
                }
                break;
            default:
                if (match == "wildcard" && target.ToString() is not "*." && !target.ToString().StartsWith("*.", StringComparison.Ordinal))
                {
                    check.Error(name, $"'{name.Text()}' is not a wildcard");
                }
                if (RrsetOrderCheck.IsType(name.Text()))
                {
                    // The name was left out, and the first type stands in its place.
                    check.Error(name, $"missing name field type '{name.Text()}' found");
                }
                break;
        }
    }

    // A type may carry the number of records that it may have: A(2).
    private static void Type(ConfCheck check, ConfValue type)
    {
        var text = type.Text();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0)
        {
            if (!text.EndsWith(')') || !uint.TryParse(text.AsSpan(open + 1, text.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > ushort.MaxValue)
            {
                check.Error(type, $"'{text[open..]}' is not a valid count");
                return;
            }
            text = text[..open];
        }
        if (!RrsetOrderCheck.IsType(text))
        {
            check.Error(type, $"'{text}' is not a valid type");
        }
    }
}
