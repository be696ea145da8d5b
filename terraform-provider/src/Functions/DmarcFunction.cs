using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::dmarc(policy, tags)</c>.</summary>
internal sealed class DmarcFunction : TagListFunction
{
    private static readonly string[] Policies = ["none", "quarantine", "reject"];

    public override string Name => "dmarc";

    public override string Summary => "The data of a DMARC record";

    public override string Description => "Gives `\"v=DMARC1; p=reject; rua=mailto:dmarc@example.com\"` (RFC 7489 section 6.3), for the TXT record of `_dmarc`.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } =
    [
        new("policy", CtyType.Text, "`none`, `quarantine` or `reject`."),
        new("tags", CtyType.MapOf(CtyType.Text), "Further tags: `sp`, `adkim`, `aspf`, `pct`, `fo`, `rf`, `ri`, `rua`, `ruf`. `{}` for none."),
    ];

    protected override IReadOnlyList<string> KnownTags { get; } = ["sp", "adkim", "aspf", "pct", "fo", "rf", "ri", "rua", "ruf"];

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments) =>
        Policies.Contains(arguments[0].Text, StringComparer.Ordinal)
            ? Join([("v", "DMARC1"), ("p", arguments[0].Text!)], arguments[1], [])
            : new FunctionResult(CtyValue.Null, "The policy is none, quarantine or reject.", 0);
}
