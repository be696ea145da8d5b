using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_api_key</c>: the key is shown once, so the state keeps it.</summary>
internal sealed class ApiKeyResource : ManagedResource
{
    public override string TypeName => "waypost_api_key";

    public override bool AdoptsIdentical => false;

    public override IReadOnlyList<string> IdentityAttributes { get; } = ["id"];

    public override ObjectSchema Schema { get; } = new(
        "An API key. The server shows it once, so that it is kept in the state (sensitive); the ephemeral resource of the same name keeps nothing. Needs an API key of scope admin.",
        new SchemaAttribute("id", CtyType.Text, "The key's id, which is also the import id.") { Computed = true, KeepsValue = true },
        new SchemaAttribute("name", CtyType.Text, "What the key is for. A change replaces the key.") { Required = true, RequiresReplace = true },
        new SchemaAttribute("scope", CtyType.Text, "`admin`, `write` or `read`. Default: `write`. A change replaces the key.") { Optional = true, Computed = true, RequiresReplace = true, Default = CtyValue.Of("write"), Canonical = TextForms.Word },
        new SchemaAttribute("key", CtyType.Text, "The key itself; null after an import.") { Computed = true, KeepsValue = true, Sensitive = true });

    public override CtyValue Derive(CtyValue value) => value;

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken) =>
        await api.Client.ApiKeys.FindAsync(Text(state, "id"), cancellationToken) is { } found
            ? state.With("name", CtyValue.Of(found.Value.Name)).With("scope", CtyValue.Of(found.Value.Scope))
            : null;

    public override async Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var (id, key) = await MakeAsync(api, Text(plan, "name"), plan["scope"].Text ?? "write", cancellationToken);
        return plan.With("id", CtyValue.Of(id)).With("key", CtyValue.Of(key));
    }

    public override Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken) => Task.FromResult(plan);

    public override Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        api.Client.ApiKeys.DeleteAsync(Text(prior, "id"), Precondition.None, cancellationToken);

    public override CtyValue? Import(string id, DiagnosticList diagnostics) => Schema.ObjectOf(("id", CtyValue.Of(id)));

    /// <summary>Makes a key. The answer does not tell its id, so the newest of the name is looked up.</summary>
    public static async Task<(string Id, string Key)> MakeAsync(ApiSession api, string name, string scope, CancellationToken cancellationToken)
    {
        var made = await api.Client.ApiKeys.CreateAsync(new ApiKeyCreate(name, scope.ToLowerInvariant()), cancellationToken);
        ApiKey? newest = null;
        await foreach (var key in api.Client.ApiKeys.ListAsync(cancellationToken))
        {
            newest = key.Name == name ? key : newest;
        }

        return (newest?.Id ?? throw new InvalidDataException($"The API does not list the new key {name}."), made.Key);
    }
}
