using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::normalize_rdata(type, data)</c>.</summary>
internal sealed class NormalizeRdataFunction : ProviderFunction
{
    public override string Name => "normalize_rdata";

    public override string Summary => "A record's data in the one form that the server stores";

    public override string Description => "Checks data of any type and gives it as the API answers it: `2001:db8::1` for `2001:DB8:0::1`. Names are full names; one without a final dot is taken under the root.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } =
    [
        new("type", CtyType.Text, "The record type, for example `AAAA`."),
        new("data", CtyType.Text, "The data as in a zone file."),
    ];

    public override CtyType ReturnType => CtyType.Text;

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments)
    {
        var type = RecordSetForms.CanonicalType(arguments[0].Text ?? "");
        var result = RrsetNormalizer.Normalize(".", "@", type, 0, [RecordSetForms.Sent(type, arguments[1].Text ?? "")]);
        return result.Rrset is { Rdata: [var rdata, ..] }
            ? new FunctionResult(CtyValue.Of(rdata))
            : new FunctionResult(CtyValue.Null, result.Errors[0].Message, result.Errors[0].Path == "type" ? 0 : 1);
    }
}
