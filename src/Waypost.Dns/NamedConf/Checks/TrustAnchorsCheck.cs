using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>trust-anchors, managed-keys and trusted-keys.</summary>
internal static class TrustAnchorsCheck
{
    private const ulong RevokedFlag = 0x80;

    private enum Kind
    {
        Trusted,
        StaticKey,
        InitialKey,
        StaticDs,
        InitialDs,
    }

    public static void Check(ConfCheck check, ConfMap? view)
    {
        var auto = ((view?["dnssec-validation"] ?? check.Options?["dnssec-validation"]) as ConfText)?.Text.Is("auto") ?? false;
        foreach (var map in new[] { view, check.Root }.OfType<ConfMap>())
        {
            Dictionary<string, (ConfValue At, bool Static)> seen = [];
            var root = new HashSet<Kind>();
            foreach (var (list, managed) in map.All("trust-anchors").Select(list => (list, false)).Concat(map.All("managed-keys").Select(list => (list, true))))
            {
                foreach (var anchor in list.Items().Cast<ConfTuple>())
                {
                    One(check, anchor, managed, auto, seen, root);
                }
            }
            var trusted = map.All("trusted-keys").SelectMany(list => list.Items()).Cast<ConfTuple>().ToList();
            foreach (var anchor in trusted)
            {
                One(check, anchor, managed: false, auto, seen, root);
            }
            if (map["managed-keys"] is { } old && map["trust-anchors"] is not null)
            {
                check.Error(old, "use of managed-keys is not allowed when trust-anchors is also in use");
            }
        }
    }

    private static void One(ConfCheck check, ConfTuple anchor, bool managed, bool auto, Dictionary<string, (ConfValue At, bool Static)> seen, HashSet<Kind> root)
    {
        var text = anchor["name"].Text();
        if (!NameCheck.TryName(text, out var name))
        {
            check.Error(anchor, $"bad key name: {NameCheck.Reason(text)}\n");
            return;
        }
        var type = anchor["anchortype"].Text();
        if (managed && !type.Is("initial-key"))
        {
            check.Error(anchor, $"key '{text}': invalid initialization method '{type}'");
            return;
        }
        var kind = type.ToLowerInvariant() switch
        {
            "static-key" => Kind.StaticKey,
            "initial-key" => Kind.InitialKey,
            "static-ds" => Kind.StaticDs,
            "initial-ds" => Kind.InitialDs,
            _ => Kind.Trusted,
        };
        var good = kind is Kind.StaticDs or Kind.InitialDs ? Digest(check, anchor) : Key(check, anchor, text, kind);
        if (!good)
        {
            return;
        }
        if (kind != Kind.Trusted)
        {
            var key = name.ToString().ToLowerInvariant();
            var isStatic = kind is Kind.StaticKey or Kind.StaticDs;
            if (seen.TryGetValue(key, out var earlier) && earlier.Static != isStatic)
            {
                check.Error(anchor, $"static and initializing keys cannot be used for the same domain. static key defined at {ConfCheck.Place(earlier.Static ? earlier.At : anchor)}");
            }
            seen.TryAdd(key, (anchor, isStatic));
        }
        if (name.IsRoot && root.Add(kind))
        {
            Root(check, anchor, kind, auto);
        }
    }

    private static void Root(ConfCheck check, ConfTuple anchor, Kind kind, bool auto)
    {
        if (kind == Kind.Trusted)
        {
            check.Warn(anchor, "trusted-keys entry for the root zone WILL FAIL after key rollover - use trust-anchors with initial-key or initial-ds instead.");
        }
        else if (kind is Kind.StaticKey or Kind.StaticDs)
        {
            check.Warn(anchor, "static entry for the root zone WILL FAIL after key rollover - use trust-anchors with initial-key or initial-ds instead.");
        }
        if (auto && kind is Kind.StaticKey or Kind.StaticDs)
        {
            check.Error(anchor, "static trust anchor for root zone cannot be used with 'dnssec-validation auto'.");
        }
    }

    private static bool Key(ConfCheck check, ConfTuple anchor, string name, Kind kind)
    {
        var (flags, protocol, algorithm) = (anchor["rdata1"].Number(), anchor["rdata2"].Number(), anchor["rdata3"].Number());
        var good = true;
        if (flags > ushort.MaxValue)
        {
            good = check.Error(anchor, $"flags too big: {flags}");
        }
        if ((flags & RevokedFlag) != 0)
        {
            check.Warn(anchor, "key flags revoke bit set");
        }
        if (protocol > byte.MaxValue)
        {
            good = check.Error(anchor, $"protocol too big: {protocol}");
        }
        if (algorithm > byte.MaxValue)
        {
            good = check.Error(anchor, $"algorithm too big: {algorithm}");
        }
        if (!Base64Text.TryDecode(anchor["data"].Text(), out var key))
        {
            return check.Error(anchor, "bad base64 encoding\n");
        }
        if (algorithm is 1 or 5 or 7 or 8 or 10 && key.Length > 1 && key[0] == 1 && key[1] == 3)
        {
            check.Warn(anchor, $"{(kind == Kind.Trusted ? "trusted-key" : kind == Kind.StaticKey ? "static-key" : "initial-key")} '{name}' has a weak exponent");
        }
        return good;
    }

    private static bool Digest(ConfCheck check, ConfTuple anchor)
    {
        var (tag, algorithm, digest) = (anchor["rdata1"].Number(), anchor["rdata2"].Number(), anchor["rdata3"].Number());
        var good = true;
        if (tag > ushort.MaxValue)
        {
            good = check.Error(anchor, $"key tag too big: {tag}");
        }
        if (algorithm > byte.MaxValue)
        {
            good = check.Error(anchor, $"algorithm too big: {algorithm}\n");
        }
        if (digest > byte.MaxValue)
        {
            good = check.Error(anchor, $"digest type too big: {digest}\n");
        }
        var text = string.Concat(anchor["data"].Text().Where(c => c is not (' ' or '\t' or '\r' or '\n')));
        return (text.Length % 2 == 0 && !text.Any(c => !char.IsAsciiHexDigit(c)) && good) || (good && check.Error(anchor, "bad hex encoding"));
    }
}
