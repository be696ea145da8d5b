using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>
/// A resource that is one row at a natural key: the key is an attribute, the import id, and, in canonical form, the
/// <c>id</c>. A change of the key replaces the resource.
/// </summary>
internal abstract class KeyedResource<T> : ManagedResource
    where T : class
{
    protected abstract string KeyAttribute { get; }

    public override IReadOnlyDictionary<string, string> RenamedMembers => new Dictionary<string, string> { ["key"] = KeyAttribute };

    public override CtyValue Derive(CtyValue value) =>
        value[KeyAttribute].Text is { } key ? value.With("id", CtyValue.Of(CanonicalKey(key))) : value;

    public override async Task<CtyValue?> ReadAsync(WaypostClient api, CtyValue state, CancellationToken cancellationToken) =>
        await Collection(api).FindAsync(Text(state, KeyAttribute), cancellationToken) is { } found ? ToValue(found.Value, state) : null;

    public override async Task<CtyValue> CreateAsync(WaypostClient api, CtyValue plan, CtyValue config, CancellationToken cancellationToken) =>
        ToValue((await PutAsync(api, plan, config, Precondition.Absent, cancellationToken)).Value, plan);

    public override async Task<CtyValue> UpdateAsync(WaypostClient api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken) =>
        ToValue((await PutAsync(api, plan, config, Precondition.Exists, cancellationToken)).Value, plan);

    public override Task DeleteAsync(WaypostClient api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        Collection(api).DeleteAsync(Text(prior, KeyAttribute), Precondition.None, cancellationToken);

    public override CtyValue? Import(string id, DiagnosticList diagnostics) => Schema.ObjectOf((KeyAttribute, CtyValue.Of(id)));

    protected abstract ResourceClient<T> Collection(WaypostClient api);

    protected abstract Task<Tagged<T>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken);

    /// <summary>The API's answer as attributes. <paramref name="known"/> has those that the API does not tell.</summary>
    protected abstract CtyValue ToValue(T answer, CtyValue known);

    protected abstract string CanonicalKey(string key);

    protected SchemaAttribute Key(string description) => new(KeyAttribute, CtyType.Text, description)
    {
        Required = true,
        RequiresReplace = true,
        Canonical = (_, value) => value.Text is { } key ? CanonicalKey(key) : null,
    };
}
