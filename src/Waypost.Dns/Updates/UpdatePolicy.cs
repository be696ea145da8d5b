using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Updates;

/// <summary>The rules of an <c>update-policy</c>: the first that matches decides, none is a denial.</summary>
public sealed class UpdatePolicy
{
    private const string LocalKey = "local-ddns.";

    private UpdatePolicy(UpdateRule[] rules) => Rules = rules;

    /// <summary>Grants nothing.</summary>
    public static UpdatePolicy None { get; } = new([]);

    internal IReadOnlyList<UpdateRule> Rules { get; }

    /// <summary>
    /// Reads rules as named.conf has them, one a text, without the semicolon: <c>grant ddns-key. subdomain dyn.example. A AAAA</c>;
    /// or the one word <c>local</c>.
    /// </summary>
    public static bool TryParse(IReadOnlyList<string> texts, DnsName origin, [NotNullWhen(true)] out UpdatePolicy? policy, [NotNullWhen(false)] out string? error)
    {
        policy = null;
        var rules = new List<UpdateRule>();
        foreach (var text in texts)
        {
            if (text.Trim().Trim(';').Trim().Equals("local", StringComparison.OrdinalIgnoreCase))
            {
                DnsName.TryParse(LocalKey, DnsName.Root, out var localKey, out _);
                rules.Add(new UpdateRule(true, localKey!, UpdateRuleKind.Local, origin, AnyType()));
                continue;
            }
            if (!TryParseRule(text, origin, out var rule, out error))
            {
                error = $"'{text}': {error}";
                return false;
            }
            rules.Add(rule);
        }
        policy = new UpdatePolicy([.. rules]);
        error = null;
        return true;
    }

    /// <summary>Whether a client may change records of a name and type.</summary>
    public bool Grants(UpdateIdentity client, DnsName owner, ushort type) => Find(client, owner, type) is { Grant: true };

    /// <summary>The rule that decides about one name and type, or null.</summary>
    internal UpdateRule? Find(UpdateIdentity client, DnsName owner, ushort type)
    {
        foreach (var rule in Rules)
        {
            if (rule.Matches(client, owner, type))
            {
                return rule;
            }
        }
        return null;
    }

    private static bool TryParseRule(string text, DnsName origin, [NotNullWhen(true)] out UpdateRule? rule, [NotNullWhen(false)] out string? error)
    {
        rule = null;
        var words = text.Trim().TrimEnd(';').Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > 1 && word[0] == '"' && word[^1] == '"' ? word[1..^1] : word).ToArray();
        if (words.Length < 3)
        {
            error = "a rule is: grant or deny, an identity, a rule type, a name, and types";
            return false;
        }
        var verb = words[0].ToLowerInvariant();
        if (verb is not ("grant" or "deny"))
        {
            error = $"'{words[0]}' must be grant or deny";
            return false;
        }
        if (!DnsName.TryParse(words[1], DnsName.Root, out var identity, out var nameError))
        {
            error = $"the identity '{words[1]}' is not a name: {nameError}";
            return false;
        }
        if (ReadKind(words[2], out error) is not { } kind)
        {
            error ??= $"'{words[2]}' is not a rule type";
            return false;
        }
        var name = origin;
        var next = 3;
        // The zone is the name of zonesub, which has no name of its own.
        if (kind != UpdateRuleKind.ZoneSub)
        {
            if (words.Length < 4)
            {
                error = $"the rule type {words[2]} needs a name after it";
                return false;
            }
            next = 4;
            if (!DnsName.TryParse(words[3], DnsName.Root, out name, out nameError))
            {
                error = $"'{words[3]}' is not a name: {nameError}";
                return false;
            }
            if (kind == UpdateRuleKind.Wildcard && name.Wire is not [1, (byte)'*', ..])
            {
                error = $"the name of a wildcard rule must begin with an asterisk; it is '{words[3]}'";
                return false;
            }
        }
        if (!TryReadTypes(words.AsSpan(next), out var types, out error))
        {
            return false;
        }
        rule = new UpdateRule(verb == "grant", identity, kind, name, types);
        return true;
    }

    private static UpdateRuleKind? ReadKind(string word, out string? error)
    {
        error = null;
        switch (word.ToLowerInvariant())
        {
            case "name": return UpdateRuleKind.Name;
            case "subdomain": return UpdateRuleKind.Subdomain;
            case "zonesub": return UpdateRuleKind.ZoneSub;
            case "wildcard": return UpdateRuleKind.Wildcard;
            case "self": return UpdateRuleKind.Self;
            case "selfsub": return UpdateRuleKind.SelfSub;
            case "selfwild": return UpdateRuleKind.SelfWild;
            case "tcp-self": return UpdateRuleKind.TcpSelf;
            case "6to4-self": return UpdateRuleKind.SixToFourSelf;
            case "external":
                error = "external rules ask a daemon of BIND's own protocol, which is not supported";
                return null;
            case "krb5-self" or "krb5-selfsub" or "krb5-subdomain" or "krb5-subdomain-self-rhs"
                or "ms-self" or "ms-selfsub" or "ms-subdomain" or "ms-subdomain-self-rhs":
                error = $"{word} rules need GSS-TSIG, which is not supported; use TSIG keys with self or selfsub";
                return null;
            default: return null;
        }
    }

    private static bool TryReadTypes(ReadOnlySpan<string> words, out FrozenDictionary<ushort, int>? types, [NotNullWhen(false)] out string? error)
    {
        error = null;
        types = null;
        if (words.IsEmpty)
        {
            return true;
        }
        var read = new Dictionary<ushort, int>();
        foreach (var word in words)
        {
            // TYPE(n): at most n records in the RRset.
            var open = word.IndexOf('(', StringComparison.Ordinal);
            var most = 0;
            if (open >= 0 && (word[^1] != ')' || !int.TryParse(word.AsSpan(open + 1, word.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out most)))
            {
                error = $"'{word}' must be a type, or a type with a number of records: A(2)";
                return false;
            }
            var mnemonic = open < 0 ? word : word[..open];
            if (mnemonic.Equals("ANY", StringComparison.OrdinalIgnoreCase))
            {
                read[UpdateMessage.AnyType] = most;
            }
            else if (RdataRegistry.TryFind(mnemonic, out var type))
            {
                read[type.Code] = most;
            }
            else
            {
                error = $"'{mnemonic}' is not a record type";
                return false;
            }
        }
        types = read.ToFrozenDictionary();
        return true;
    }

    private static FrozenDictionary<ushort, int> AnyType() => new Dictionary<ushort, int> { [UpdateMessage.AnyType] = 0 }.ToFrozenDictionary();
}
