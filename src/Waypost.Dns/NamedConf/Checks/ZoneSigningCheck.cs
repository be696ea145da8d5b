using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>What signs a zone: dnssec-policy, auto-dnssec, inline-signing, and the clauses that go with them.</summary>
internal sealed class ZoneSigningCheck(ZoneCheck zone)
{
    private const string Article = "See https://kb.isc.org/docs/dnssec-policy-requires-dynamic-dns-or-inline-signing";

    private readonly ConfCheck _check = zone.Scope.Check;

    /// <summary>The policy that signs the zone; null for none.</summary>
    public string? PolicyName { get; private set; }

    public bool IsInline => zone.Map["inline-signing"] is ConfBoolean { Value: true };

    /// <summary>Whether clients may update the zone.</summary>
    public bool IsDynamic { get; private set; }

    public bool Policy()
    {
        IsDynamic = zone.IsPrimary && (zone.Map["update-policy"] is not null || Allows(zone.Effective("allow-update")));
        if (zone.Effective("dnssec-policy") is not ConfText policy)
        {
            return true;
        }
        if (!DnssecPolicyCheck.Exists(_check, policy.Text))
        {
            return _check.Error(zone.Statement, $"zone '{zone.Text}': option 'dnssec-policy {policy.Text}' has no matching dnssec-policy config");
        }
        if (!policy.Text.Is("none"))
        {
            PolicyName = policy.Text;
            if (zone.Map["max-zone-ttl"] is { } ttl)
            {
                _check.Warn(ttl, $"zone '{zone.Text}': option 'max-zone-ttl' is ignored when used together with 'dnssec-policy'");
            }
        }
        return true;
    }

    public void Check()
    {
        if (!zone.IsPrimary && !zone.IsSecondary)
        {
            return;
        }
        if (!_check.Acls.Check(zone.Effective("allow-update")))
        {
            _check.Error(zone.Effective("allow-update")!, $"acl expansion failed: {_check.Acls.Reason}");
        }
        Inline();
        AutoDnssec();
        if (zone.Map["sig-signing-type"] is ConfNumber type && type.Value is < 0xFF00 or > 0xFFFF)
        {
            _check.Error(type, $"sig-signing-type: {type.Value} out of range [65280..65535]");
        }
        Legacy("dnssec-dnskey-kskonly", needsInline: true, notWithPolicy: true);
        Legacy("dnssec-secure-to-insecure", needsInline: false, notWithPolicy: true);
        Legacy("dnssec-loadkeys-interval", needsInline: true, notWithPolicy: false);
        Legacy("update-check-ksk", needsInline: true, notWithPolicy: true);
        Legacy("dnssec-update-mode", needsInline: false, notWithPolicy: true);
    }

    private void Inline()
    {
        if (PolicyName is null || IsInline)
        {
            return;
        }
        if (!IsDynamic)
        {
            _check.Error(zone.Effective("dnssec-policy")!, "'inline-signing yes;' must also be configured explicitly for zones using dnssec-policy" +
                $"{(zone.IsPrimary ? " without a configured 'allow-update' or 'update-policy'" : "")}. {Article}");
        }
        else if (zone.Map["inline-signing"] is null)
        {
            _check.Warn(zone.Statement, "'inline-signing' default changed to 'yes' in 9.20. Before upgrading, explicitly set 'inline-signing no;' to your dnssec-policy or zone configuration");
        }
    }

    private void AutoDnssec()
    {
        if (zone.Map["auto-dnssec"] is not ConfText auto)
        {
            return;
        }
        if (!_check.How.IgnoreDeprecated)
        {
            _check.Warn(auto, "'auto-dnssec' option is deprecated and will be removed in BIND 9.19. Please migrate to dnssec-policy");
        }
        if (auto.Text.Is("off"))
        {
            return;
        }
        if (!IsInline && !IsDynamic)
        {
            _check.Error(auto, $"'auto-dnssec {auto.Text};' requires{(zone.IsPrimary ? " dynamic DNS or" : "")} inline-signing to be configured for the zone");
        }
        if (PolicyName is not null)
        {
            _check.Error(auto, $"'auto-dnssec {auto.Text};' cannot be configured if dnssec-policy is also set");
        }
    }

    private void Legacy(string clause, bool needsInline, bool notWithPolicy)
    {
        if (zone.Map[clause] is not { } stated)
        {
            return;
        }
        if (needsInline && zone.IsSecondary && !IsInline)
        {
            _check.Error(stated, $"{clause}: requires inline-signing when used in secondary zone");
        }
        if (notWithPolicy && PolicyName is not null)
        {
            _check.Error(stated, $"{clause}: cannot be configured if dnssec-policy is also set");
        }
    }

    private static bool Allows(ConfValue? acl) => acl is not null && !(acl.Items() is [ConfText name] && name.Text.Is("none"));
}
