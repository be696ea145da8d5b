using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>trust-anchors, managed-keys and trusted-keys.</summary>
internal static class TrustAnchorsCheck
{
    private const ulong RevokedFlag = 0x80;

    private static readonly string[] Statements = ["trusted-keys", "trust-anchors", "managed-keys"];

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
            List<(DnsName Name, Kind Kind, ConfTuple At)> anchors = [];
            foreach (var list in Statements.SelectMany(map.All))
            {
                foreach (var anchor in list.Items().Cast<ConfTuple>())
                {
                    One(check, anchor, auto, anchors);
                }
            }
            var root = anchors.Where(anchor => anchor.Name.IsRoot).ToList();
            if (root.Exists(anchor => anchor.Kind == Kind.Trusted) && root.Exists(anchor => anchor.Kind != Kind.Trusted))
            {
                check.Warn(root[0].At, "both trusted-keys and trust-anchors for the root zone are present");
            }
            if (map["managed-keys"] is { } old && map["trust-anchors"] is not null)
            {
                check.Error(old, "use of managed-keys is not allowed when trust-anchors is also in use");
            }
            Conflicts(check, anchors);
        }
    }

    private static void Conflicts(ConfCheck check, List<(DnsName Name, Kind Kind, ConfTuple At)> anchors)
    {
        foreach (var initial in anchors.Where(anchor => !IsStatic(anchor.Kind)))
        {
            if (anchors.Find(anchor => IsStatic(anchor.Kind) && anchor.Name.Equals(initial.Name)) is { At: not null } fixedKey)
            {
                check.Error(initial.At, $"static and initializing keys cannot be used for the same domain. static key defined at {ConfCheck.Place(fixedKey.At)}");
            }
        }
    }

    private static bool IsStatic(Kind kind) => kind is not (Kind.InitialKey or Kind.InitialDs);

    private static void One(ConfCheck check, ConfTuple anchor, bool auto, List<(DnsName Name, Kind Kind, ConfTuple At)> anchors)
    {
        var text = anchor["name"].Text();
        if (!NameCheck.TryName(text, out var name))
        {
            check.Error(anchor, $"bad key name: {NameCheck.Reason(text)}\n");
            return;
        }
        var kind = anchor["anchortype"].Text().ToLowerInvariant() switch
        {
            "static-key" => Kind.StaticKey,
            "initial-key" => Kind.InitialKey,
            "static-ds" => Kind.StaticDs,
            "initial-ds" => Kind.InitialDs,
            _ => Kind.Trusted,
        };
        if (!(kind is Kind.StaticDs or Kind.InitialDs ? Digest(check, anchor) : Key(check, anchor, text, kind)))
        {
            return;
        }
        if (name.IsRoot && !anchors.Exists(known => known.Name.IsRoot && known.Kind == kind))
        {
            Root(check, anchor, kind, auto);
        }
        anchors.Add((name, kind, anchor));
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
