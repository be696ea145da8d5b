using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Expands address_match_lists as named does, and reports what cannot be expanded: each ACL once it is right, not again.</summary>
internal sealed class AclCheck(ConfCheck check)
{
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _open = [];

    /// <summary>Why the last list could not be expanded.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>False when the list cannot be expanded; the reason is recorded.</summary>
    public bool Check(ConfValue? list) => list switch
    {
        null or ConfVoid => true,
        ConfTuple { Type.Name: "transport_acl" } withTransport => Check(withTransport["aml"]),
        ConfTuple { Type.Name: "listen_on" } listener => Check(listener["acl"]),
        ConfTuple { Type.Name: "response_padding" or "deny_addresses" } other => Check(other["acl"]),
        _ => list.Items().All(Element),
    };

    private bool Element(ConfValue element)
    {
        switch (element)
        {
            case ConfNegation negation:
                return Element(negation.Element);
            case ConfList nested:
                return Check(nested);
            case ConfKeyReference key:
                return NameCheck.IsName(key.Name) || Fail(key, $"key name '{key.Name}' is not a valid domain name", NameCheck.Reason(key.Name));
            case ConfTuple { Type.Name: "geoip" } geoip:
                return Fail(geoip, $"no GeoIP2 database installed which can answer queries of type '{geoip["subtype"].Text()}'", "failure");
            case ConfText name:
                return Named(name);
            default:
                return true;
        }
    }

    private bool Fail(ConfValue at, string message, string reason)
    {
        Reason = reason;
        return check.Error(at, message);
    }

    private bool Named(ConfText name)
    {
        if (name.Text.Is("any") || name.Text.Is("none") || name.Text.Is("localhost") || name.Text.Is("localnets") || _done.Contains(name.Text))
        {
            return true;
        }
        if (_open.Exists(open => open.Is(name.Text)))
        {
            return Fail(name, $"acl loop detected: {name.Text}", "failure");
        }
        var acl = check.Root.Tuples("acl").FirstOrDefault(acl => acl["name"].Text().Is(name.Text));
        if (acl is null)
        {
            return Fail(name, $"undefined ACL '{name.Text}'", "not found");
        }
        _open.Add(name.Text);
        var expanded = Check(acl["value"]);
        _open.RemoveAt(_open.Count - 1);
        if (expanded)
        {
            _done.Add(name.Text);
        }
        return expanded;
    }
}
