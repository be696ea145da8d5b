using System.Globalization;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::parse_zone_file(zone, content)</c>.</summary>
internal sealed class ParseZoneFileFunction : ProviderFunction
{
    public override string Name => "parse_zone_file";

    public override string Summary => "A zone file as record sets";

    public override string Description => "Reads a zone file (RFC 1035 section 5, with `$TTL`, `$ORIGIN` and `$GENERATE`) and gives a map keyed `owner/TYPE` of `{ ttl, records }`: what `waypost_zone_records` takes, and a `for_each` of `waypost_record_set`. The SOA is left out, since it is the zone's.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } =
    [
        new("zone", CtyType.Text, "The zone's name."),
        new("content", CtyType.Text, "The file's content, `file(\"example.com.zone\")`."),
    ];

    public override CtyType ReturnType { get; } = CtyType.MapOf(ZoneRecordsMap.Entry.Type);

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments)
    {
        if (ZoneNames.Absolute(arguments[0].Text ?? "") is not { } origin)
        {
            return new FunctionResult(CtyValue.Null, $"\"{arguments[0].Text}\" is not a domain name.", 0);
        }

        var file = ZoneFileParser.Parse(arguments[1].Text ?? "", origin);
        if (file.Errors.Count > 0)
        {
            return new FunctionResult(CtyValue.Null, $"Line {file.Errors[0].Line}, column {file.Errors[0].Column}: {file.Errors[0].Message}", 1);
        }

        return new FunctionResult(CtyValue.Of(file.Rrsets.Where(rrset => rrset.Type != "SOA").ToDictionary(
            rrset => $"{RrsetNormalizer.RelativeOwner(origin, rrset.Owner.ToLowerInvariant())}/{rrset.Type}",
            rrset => ZoneRecordsMap.Entry.ObjectOf(("ttl", CtyValue.Of(rrset.Ttl.ToString(CultureInfo.InvariantCulture))), ("records", CtyValue.Of(rrset.Rdata))),
            StringComparer.Ordinal)));
    }
}
