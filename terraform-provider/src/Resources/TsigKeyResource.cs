using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_tsig_key</c>.</summary>
internal sealed class TsigKeyResource : KeyedResource<TsigKey>
{
    private const string DefaultAlgorithm = "hmac-sha256";

    public TsigKeyResource()
        : base(WaypostJsonContext.Default.TsigKey) => Schema = new ObjectSchema(
            "A TSIG key (RFC 8945), for transfers and dynamic updates. Its secret is given, given without being kept (`secret_wo`), or made by the server.",
            Id("The name in lower case, without final dot."),
            Key("The key's name, a domain name. Case and a final dot do not matter. A change replaces the key."),
            new SchemaAttribute("algorithm", CtyType.Text, "`hmac-sha224`, `hmac-sha256`, `hmac-sha384` or `hmac-sha512`, cut as in `hmac-sha256-128` where wanted. Default: `hmac-sha256`.")
            {
                Optional = true,
                Computed = true,
                Default = CtyValue.Of(DefaultAlgorithm),
                Canonical = (_, value) => value.Text?.ToLowerInvariant().TrimEnd('.'),
            },
            new SchemaAttribute("secret", CtyType.Text, "The secret in base64, kept in the state. Without it and without `secret_wo`, a new key gets a random one.")
            {
                Optional = true,
                Computed = true,
                KeepsValue = true,
                Sensitive = true,
                Canonical = (_, value) => value.Text is { } secret ? Bytes(secret) : null,
            },
            new SchemaAttribute("secret_wo", CtyType.Text, "The secret in base64, never kept in plan or state (Terraform 1.11 and later). It is sent when the key is created and when `secret_wo_version` changes.") { Optional = true, Sensitive = true, WriteOnly = true },
            new SchemaAttribute("secret_wo_version", CtyType.Number, "Change it to send `secret_wo` again.") { Optional = true });

    public override string TypeName => "waypost_tsig_key";

    // Nobody can say whether the secret is the planned one.
    public override bool AdoptsIdentical => false;

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "name";

    public override void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (!config["secret"].IsNull && !config["secret_wo"].IsNull)
        {
            diagnostics.Error("Two secrets", "Set either secret or secret_wo, not both.", "secret_wo");
        }

        foreach (var attribute in (string[])["secret", "secret_wo"])
        {
            if (config[attribute].Text is { } secret && Bytes(secret) is null)
            {
                diagnostics.Error("Invalid secret", "The secret is not base64.", attribute);
            }
        }

        if (config["name"].Text is { } name && ZoneNames.Absolute(name) is null)
        {
            diagnostics.Error("Invalid name", $"\"{name}\" is not a domain name.", "name");
        }
    }

    public override CtyValue Adjust(CtyValue prior, CtyValue plan, CtyValue config) =>
        config["secret_wo"].IsNull ? plan : plan.With("secret", CtyValue.Null);

    protected override string CanonicalKey(string key) => MailNames.Domain(key);

    protected override ResourceClient<TsigKey> Collection(WaypostClient api) => api.TsigKeys;

    protected override string KeyOf(TsigKey item) => item.Name;

    protected override Task<Tagged<TsigKey>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.TsigKeys.PutAsync(CanonicalKey(Text(plan, "name")), new TsigKeyPut(plan["algorithm"].Text ?? DefaultAlgorithm, config["secret_wo"].Text ?? config["secret"].Text), condition, cancellationToken);

    // The API tells a secret once, when it is made.
    protected override CtyValue ToValue(TsigKey answer, CtyValue known) => known
        .With("name", CtyValue.Of(answer.Name))
        .With("algorithm", CtyValue.Of(answer.Algorithm))
        .With("secret", known["secret"].IsUnknown ? CtyValue.Of(answer.Secret) : known["secret"])
        .With("secret_wo", CtyValue.Null);

    private static string? Bytes(string secret)
    {
        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret, buffer, out var length) ? Convert.ToHexString(buffer, 0, length) : null;
    }
}
