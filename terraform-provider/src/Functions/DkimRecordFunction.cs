using System.Security.Cryptography;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::dkim_record(public_key, tags)</c>.</summary>
internal sealed class DkimRecordFunction : TagListFunction
{
    private const int Ed25519Length = 32;

    public override string Name => "dkim_record";

    public override string Summary => "The data of a DKIM key record";

    public override string Description => "Gives `\"v=DKIM1; k=rsa; p=...\"` (RFC 6376 section 3.6.1), cut into strings of at most 255 bytes, for the TXT record of `selector._domainkey`.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } =
    [
        new("public_key", CtyType.Text, "The public key: PEM, or base64. An Ed25519 key is base64 of 32 bytes (RFC 8463). Empty for a key that is revoked."),
        new("tags", CtyType.MapOf(CtyType.Text), "Further tags: `h`, `n`, `s`, `t`. `{}` for none."),
    ];

    protected override IReadOnlyList<string> KnownTags { get; } = ["h", "n", "s", "t"];

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments)
    {
        var text = arguments[0].Text ?? "";
        var data = text.Contains("-----BEGIN", StringComparison.Ordinal) && PemEncoding.TryFind(text, out var fields) ? text[fields.Base64Data] : text;
        var compact = new string([.. data.Where(c => !char.IsWhiteSpace(c))]);
        var key = new byte[compact.Length];
        return Convert.TryFromBase64String(compact, key, out var length)
            ? Join([("v", "DKIM1"), ("k", length == Ed25519Length ? "ed25519" : "rsa")], arguments[1], [("p", compact)])
            : new FunctionResult(CtyValue.Null, "The public key is neither PEM nor base64.", 0);
    }
}
