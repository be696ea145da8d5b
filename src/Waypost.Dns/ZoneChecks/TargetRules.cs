using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>What NS, MX and SRV records name must have an address and be no alias (RFC 2181 section 10.3, RFC 2782).</summary>
internal sealed class TargetRules(ContentsLookup lookup, FindingSink findings, ZoneCheckOptions options, IOutsideNames? outside)
{
    private readonly HashSet<string> _told = [];

    /// <summary>The name's address of either family, or what stands in the way of both.</summary>
    public static (LookupResult Result, int Where) FindAddress(ContentsLookup lookup, ReadOnlySpan<byte> name)
    {
        var result = lookup.Find(name, ContentsLookup.A, out var where);
        return (result == LookupResult.Missing ? lookup.Find(name, ContentsLookup.Aaaa, out where) : result, where);
    }

    public void CheckMx(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> rdata)
    {
        // RFC 7505: the root means that no mail is taken.
        if (rdata[2] != 0)
        {
            var missing = options.MxAddress == CheckMode.Fail ? CheckMode.Fail : CheckMode.Warn;
            CheckTarget(owner, ContentsLookup.Mx, "MX", rdata[2..], missing, options.MxCname);
        }
    }

    public void CheckSrv(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> rdata)
    {
        // RFC 2782: the root means that there is no such service.
        if (rdata[6] != 0)
        {
            CheckTarget(owner, ContentsLookup.Srv, "SRV", rdata[6..], CheckMode.Warn, options.SrvCname);
        }
    }

    /// <summary>A delegation's name server: below the cut itself it needs glue here (RFC 1034 section 4.2.2).</summary>
    public void CheckDelegation(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> server)
    {
        if (!lookup.IsInside(server))
        {
            CheckOutside(owner, ContentsLookup.Ns, "NS", server);
            return;
        }
        var (result, where) = FindAddress(lookup, server);
        var missing = result switch
        {
            LookupResult.Missing => "",
            LookupResult.Delegation when lookup.HasAddress(server) => null,
            LookupResult.Delegation when WireName.IsAtOrBelow(server, owner) => "REQUIRED GLUE ",
            LookupResult.Delegation when options.Integrity is IntegrityMode.Local or IntegrityMode.Full => "SIBLING GLUE ",
            _ => null,
        };
        var text = missing is not null ? $"has no {missing}address records (A or AAAA)" : Hindrance(result, where);
        if (text is not null)
        {
            findings.Warning(owner, ContentsLookup.Ns, $"{FindingSink.Plain(owner)}/NS '{FindingSink.Plain(server)}' {text}");
        }
    }

    private void CheckTarget(ReadOnlySpan<byte> owner, ushort type, string mnemonic, ReadOnlySpan<byte> target, CheckMode missing, CheckMode alias)
    {
        if (!lookup.IsInside(target))
        {
            CheckOutside(owner, type, mnemonic, target);
            return;
        }
        var (result, where) = FindAddress(lookup, target);
        if (result == LookupResult.Missing)
        {
            findings.Report(missing, owner, type, $"{FindingSink.Plain(owner)}/{mnemonic} '{FindingSink.Plain(target)}' has no address records (A or AAAA)");
        }
        else if (Hindrance(result, where) is { } text)
        {
            findings.Report(alias, owner, type, $"{FindingSink.Plain(owner)}/{mnemonic} '{FindingSink.Plain(target)}' {text}");
        }
    }

    private string? Hindrance(LookupResult result, int where) => result switch
    {
        LookupResult.Alias => "is a CNAME (illegal)",
        LookupResult.BelowDname => $"is below a DNAME '{FindingSink.Plain(lookup.Contents.Name(where))}' (illegal)",
        _ => null,
    };

    private void CheckOutside(ReadOnlySpan<byte> owner, ushort type, string mnemonic, ReadOnlySpan<byte> target)
    {
        if (outside is null || options.Integrity is not (IntegrityMode.Full or IntegrityMode.FullSibling) || target[0] == 0)
        {
            return;
        }
        var name = FindingSink.Plain(target);
        // Once a name, as BIND does: the resolver may be slow to say no.
        if (_told.Add(name.ToUpperInvariant()) && outside.Check(name) is { } text)
        {
            findings.Warning(owner, type, $"{FindingSink.Plain(owner)}/{mnemonic} '{name}' (out of zone) {text}");
        }
    }
}
