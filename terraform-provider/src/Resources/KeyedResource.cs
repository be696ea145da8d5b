using System.Text.Json.Serialization.Metadata;
using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary>
/// A resource that is one row at a natural key: the key is an attribute, the import id, and, in canonical form, the
/// <c>id</c>. A change of the key replaces the resource.
/// </summary>
/// <param name="type">The contract's JSON, whose members are the attributes.</param>
internal abstract class KeyedResource<T>(JsonTypeInfo<T> type) : ManagedResource
    where T : class
{
    protected abstract string KeyAttribute { get; }

    public override IReadOnlyDictionary<string, string> RenamedMembers => new Dictionary<string, string> { ["key"] = KeyAttribute };

    public override CtyValue Derive(CtyValue value) =>
        value[KeyAttribute].Text is { } key ? value.With("id", CtyValue.Of(CanonicalKey(key))) : value;

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken)
    {
        var reads = api.Reads(TypeName, Collection(api.Client), item => CanonicalKey(KeyOf(item)));
        return await reads.FindAsync(CanonicalKey(Text(state, KeyAttribute)), cancellationToken) is { } found ? ToValue(found, state) : null;
    }

    public override Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken) =>
        WriteAsync(api, plan, config, Precondition.Absent, cancellationToken);

    public override Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken) =>
        WriteAsync(api, plan, config, Precondition.Exists, cancellationToken);

    public override async Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        await Collection(api.Client).DeleteAsync(CanonicalKey(Text(prior, KeyAttribute)), Precondition.None, cancellationToken);
        api.Drop(TypeName);
    }

    public override CtyValue? Import(string id, DiagnosticList diagnostics) => Schema.ObjectOf((KeyAttribute, CtyValue.Of(id)));

    protected abstract ResourceClient<T> Collection(WaypostClient api);

    protected abstract string KeyOf(T item);

    protected abstract Task<Tagged<T>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken);

    /// <summary>The API's answer as attributes. <paramref name="known"/> has those that the API does not tell.</summary>
    protected virtual CtyValue ToValue(T answer, CtyValue known) => JsonValues.Read(answer, type, Schema);

    /// <summary>The form of a key in which equal keys are equal texts; the API takes it too.</summary>
    protected virtual string CanonicalKey(string key) => MailNames.Key(key);

    protected SchemaAttribute Key(string description) => new(KeyAttribute, CtyType.Text, description)
    {
        Required = true,
        RequiresReplace = true,
        Canonical = (_, value) => value.Text is { } key ? CanonicalKey(key) : null,
    };

    private async Task<CtyValue> WriteAsync(ApiSession api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken)
    {
        var answer = await PutAsync(api.Client, plan, config, condition, cancellationToken);
        api.Drop(TypeName);
        return ToValue(answer.Value, plan);
    }
}
