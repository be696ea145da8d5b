using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>The requests that make and change a zone.</summary>
internal static class ZoneWrites
{
    private const int SoaFields = 7;
    private const int ChangeAttempts = 5;

    public static ZoneCreate Create(CtyValue plan) => new(
        ZoneNames.ApiName(plan["name"].Text ?? ""),
        File: plan["file"].Text,
        PrimaryNameServer: plan["primary_name_server"].Text is { } server ? ZoneNames.WithDot(InternationalNames.ToAscii(server)) : null,
        Hostmaster: plan["hostmaster"].Text is { } mailbox ? ZoneNames.Mailbox(mailbox) : null,
        Kind: plan["kind"].Text?.ToLowerInvariant(),
        View: plan["view"].Text,
        Settings: Settings(plan));

    /// <summary>Sets what the plan has, and takes away what it has no longer.</summary>
    public static async Task PatchSettingsAsync(ZonesClient zones, string name, CtyValue prior, CtyValue plan, CancellationToken cancellationToken)
    {
        if (plan["settings"].Equals(prior["settings"]) && plan["primaries"].Equals(prior["primaries"]))
        {
            return;
        }

        List<string> unset = [.. ZoneSettingsSchema.OfZone.Attributes.Where(a => plan["settings"][a.Name].IsNull && !prior["settings"][a.Name].IsNull).Select(a => JsonValues.Member(a.Name))];
        if (plan["primaries"].IsNull && !prior["primaries"].IsNull)
        {
            unset.Add("primaries");
        }

        // A merge patch adds to an object; what the catalog has no longer goes first.
        if (!plan["settings"]["catalog"].IsNull && !prior["settings"]["catalog"].IsNull && !plan["settings"]["catalog"].Equals(prior["settings"]["catalog"]))
        {
            await zones.PatchAsync(name, new ZonePatch(), ["catalog"], Precondition.None, cancellationToken);
        }

        await zones.PatchAsync(name, new ZonePatch(Settings: Settings(plan)), unset, Precondition.None, cancellationToken);
    }

    /// <summary>Changes two fields of the SOA; its entity tag keeps another writer's timers or serial from being undone.</summary>
    public static async Task ChangeSoaAsync(RrsetsClient rrsets, string zone, string server, string mailbox, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var soa = await rrsets.GetAsync(zone, "@", "SOA", cancellationToken);
            var fields = SoaOf(soa.Value);
            (fields[0], fields[1]) = (server, mailbox);
            try
            {
                await rrsets.PutAsync(zone, "@", "SOA", new RrsetPut([string.Join(' ', fields)], soa.Value.Ttl), Precondition.Matches(soa.ETag), cancellationToken);
                return;
            }
            catch (WaypostApiException error) when (error.Status == System.Net.HttpStatusCode.PreconditionFailed && attempt < ChangeAttempts)
            {
                // Somebody wrote in between; what they wrote is read and kept.
            }
        }
    }

    public static string[] SoaOf(Rrset rrset)
    {
        var fields = rrset.Records.Count == 1 ? rrset.Records[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return fields.Length == SoaFields ? fields : throw new InvalidDataException("The API's SOA does not have seven fields (RFC 1035 section 3.3.13).");
    }

    private static ZoneSettings? Settings(CtyValue plan)
    {
        var settings = plan["settings"].IsKnown ? JsonValues.Write(plan["settings"], ZoneSettingsSchema.OfZone, WaypostJsonContext.Default.ZoneSettings) : null;
        return plan["primaries"].Texts is { } primaries ? (settings ?? new ZoneSettings()) with { Primaries = primaries } : settings;
    }
}
