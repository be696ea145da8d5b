using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>tls: names, certificates and protocol versions.</summary>
internal static class TlsCheck
{
    private static readonly string[] Builtin = ["ephemeral", "none"];

    public static void Check(ConfCheck check)
    {
        Dictionary<string, ConfValue> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var tls in check.Root.Maps("tls"))
        {
            var name = tls.Id.Text();
            if (Array.Exists(Builtin, builtin => builtin.Is(name)))
            {
                check.Error(tls, $"tls clause name '{name}' is reserved for internal use");
            }
            else if (!seen.TryAdd(name, tls))
            {
                check.Error(tls, $"tls clause '{name}' is duplicated: also defined at {ConfCheck.Place(seen[name])}");
            }
            if (tls["key-file"] is null != tls["cert-file"] is null)
            {
                check.Error(tls, $"tls '{name}': 'cert-file' and 'key-file' must both be specified, or both omitted");
            }
            Protocols(check, tls, name);
            if (tls["ciphers"] is { } ciphers && !CipherList.IsValid(ciphers.Text()))
            {
                check.Error(ciphers, $"'ciphers' in the 'tls' clause '{name}' is not a valid cipher list string");
            }
        }
    }

    public static bool IsDefined(ConfCheck check, string name) =>
        Array.Exists(Builtin, builtin => builtin.Is(name)) || check.Root.Maps("tls").Any(tls => tls.Id.Text().Is(name));

    private static void Protocols(ConfCheck check, ConfMap tls, string name)
    {
        if (tls["protocols"] is not { } protocols)
        {
            return;
        }
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var protocol in protocols.Items())
        {
            var text = protocol.Text();
            if (!text.Is("TLSv1.2") && !text.Is("TLSv1.3"))
            {
                check.Error(protocol, $"'{text}' is not a valid TLS protocol version");
            }
            else if (!seen.Add(text))
            {
                check.Error(protocol, $"'{text}' is specified more than once in '{name}'");
            }
        }
        if (seen.Count == 0)
        {
            check.Error(tls, $"tls '{name}' does not contain any valid TLS protocol versions definitions");
        }
    }
}
