using System.Globalization;
using System.Text.Json;
using Waypost.Dns.Zones;
using ZoneDraft = Waypost.Api.Features.Zones.ZoneDraft;

namespace Waypost.Api.PowerDns;

/// <summary>The records of a zone that is to be created.</summary>
internal sealed record NewZoneContent(IReadOnlyList<ZoneRrset> Rrsets, IReadOnlyList<RrsetEdit> Edits);

/// <summary>Reads the body of POST /zones into records: given as RRsets, as a master file, or none but name servers.</summary>
internal static class ZoneCreationReader
{
    private const uint DefaultTtl = 3600;

    public static NewZoneContent Read(string origin, JsonElement body, PowerDnsOptions options, DateTimeOffset now)
    {
        if (body.Find("nameservers") is { ValueKind: not JsonValueKind.Array })
        {
            throw new PowerDnsException("Nameservers is not a list");
        }

        var file = body.OptionalText("zone");
        var given = body.List("rrsets");
        if (given is not null && file is { Length: > 0 })
        {
            throw new PowerDnsException("You cannot give rrsets AND zone data as text");
        }

        var edits = given is null ? [] : RrsetEditReader.ReadRrsets(origin, given, now);
        var rrsets = file is { Length: > 0 } ? ReadFile(origin, file) : [.. edits.Select(edit => edit.Records).OfType<ZoneRrset>()];
        AddNameServers(origin, body.Texts("nameservers") ?? [], rrsets);
        AddSoa(origin, options, rrsets, body.OptionalText("soa_edit_api") ?? "DEFAULT", now);
        if (!rrsets.Exists(rrset => rrset.Type == "NS" && rrset.Owner == origin))
        {
            // PowerDNS leaves such a zone without a name server; here a zone has one (RFC 1034 section 4.2.1), that of its SOA.
            rrsets.Add(RecordContent.Read(origin, "NS", DefaultTtl, [rrsets.Find(rrset => rrset.Type == "SOA")!.Rdata[0].Split(' ')[0]]));
        }

        var problems = ZoneChecker.Check(origin, rrsets);
        return problems.Count == 0 ? new(rrsets, edits) : throw ZoneProblems.Refusal(problems[0], edits, "another");
    }

    private static List<ZoneRrset> ReadFile(string origin, string file)
    {
        var draft = ZoneDraft.FromFile(origin, file, "zone");
        return draft.Errors.Count == 0 ? [.. draft.Rrsets] : throw new PowerDnsException("Error parsing zone: " + draft.Errors[0].Message);
    }

    private static void AddNameServers(string origin, IReadOnlyList<string> servers, List<ZoneRrset> rrsets)
    {
        if (servers.Count == 0)
        {
            return;
        }

        if (rrsets.Exists(rrset => rrset.Type == "NS" && rrset.Owner == origin))
        {
            throw new PowerDnsException("Nameservers list MUST NOT be mixed with zone-level NS in rrsets");
        }

        if (servers.FirstOrDefault(server => !server.EndsWith('.')) is { } relative)
        {
            throw new PowerDnsException($"Nameserver is not canonical: '{relative}'");
        }

        rrsets.Add(RecordContent.Read(origin, "NS", DefaultTtl, servers));
    }

    private static void AddSoa(string origin, PowerDnsOptions options, List<ZoneRrset> rrsets, string edit, DateTimeOffset now)
    {
        var place = rrsets.FindIndex(rrset => rrset.Type == "SOA");
        var soa = place >= 0 ? rrsets[place] : RecordContent.Read(origin, "SOA", DefaultTtl, [DefaultSoa(origin, options.DefaultSoaContent)]);
        var serial = SoaSerial.Read(soa);
        var first = uint.Parse(now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "01", CultureInfo.InvariantCulture);
        // SOA-EDIT-API's DEFAULT is a serial of this day; a later one stays.
        var raised = serial == 0 || (edit is "DEFAULT" or "INCEPTION-INCREMENT" && SoaSerial.IsNewer(first, serial)) ? SoaSerial.Write(soa, first) : soa;
        if (place >= 0)
        {
            rrsets[place] = raised;
        }
        else
        {
            rrsets.Add(raised);
        }
    }

    private static string DefaultSoa(string origin, string content) => string.Join(' ', content
        .Replace("@", origin == "." ? "" : origin, StringComparison.Ordinal)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((field, index) => index < 2 && !field.EndsWith('.') ? field + "." : field));
}
