using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.EphemeralResources;

/// <summary><c>ephemeral.waypost_api_key</c>: a key for the length of one command.</summary>
internal sealed class ApiKeyEphemeralResource : EphemeralResource
{
    public override string TypeName => "waypost_api_key";

    public override ObjectSchema Schema { get; } = new(
        "An API key that exists while Terraform runs: made when it is first needed, deleted at the end, kept nowhere. Needs an API key of scope admin.",
        new SchemaAttribute("name", CtyType.Text, "What the key is for.") { Required = true },
        new SchemaAttribute("scope", CtyType.Text, "`admin`, `write` or `read`. Default: `read`.") { Optional = true },
        new SchemaAttribute("id", CtyType.Text, "The key's id.") { Computed = true },
        new SchemaAttribute("key", CtyType.Text, "The key itself.") { Computed = true, Sensitive = true });

    public override async Task<(CtyValue Result, string Handle)> OpenAsync(ApiSession api, CtyValue config, CancellationToken cancellationToken)
    {
        var (id, key) = await ApiKeyResource.MakeAsync(api, config["name"].Text ?? "", config["scope"].Text ?? "read", cancellationToken);
        return (config.With("id", CtyValue.Of(id)).With("key", CtyValue.Of(key)), id);
    }

    public override Task CloseAsync(ApiSession api, string handle, CancellationToken cancellationToken) =>
        api.Client.ApiKeys.DeleteAsync(handle, Precondition.None, cancellationToken);
}
