using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>
/// One resource type: its schema and four verbs. API errors are thrown and become diagnostics in one place; a plan
/// needs nothing from here but <see cref="Derive"/>.
/// </summary>
internal abstract class ManagedResource
{
    public abstract string TypeName { get; }

    public abstract ObjectSchema Schema { get; }

    /// <summary>API members whose attribute has another name, for errors at the right place.</summary>
    public virtual IReadOnlyDictionary<string, string> RenamedMembers { get; } = new Dictionary<string, string>();

    /// <summary>Checks the configuration before anything is planned; values may be unknown.</summary>
    public virtual void Validate(CtyValue config, DiagnosticList diagnostics)
    {
    }

    /// <summary>Fills the attributes that follow from others, <c>id</c> first of all, where those are known.</summary>
    public abstract CtyValue Derive(CtyValue value);

    /// <summary>The resource as it is now, or null when it is gone.</summary>
    public abstract Task<CtyValue?> ReadAsync(WaypostClient api, CtyValue state, CancellationToken cancellationToken);

    public abstract Task<CtyValue> CreateAsync(WaypostClient api, CtyValue plan, CtyValue config, CancellationToken cancellationToken);

    public abstract Task<CtyValue> UpdateAsync(WaypostClient api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(WaypostClient api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken);

    /// <summary>The attributes that an import id names; reading fills the rest. Null after an error.</summary>
    public abstract CtyValue? Import(string id, DiagnosticList diagnostics);

    /// <summary>A value that must be known by now: everything is when a change is applied.</summary>
    protected static string Text(CtyValue value, string attribute) =>
        value[attribute].Text ?? throw new InvalidDataException($"{attribute} is not a known string.");

    protected static SchemaAttribute Id(string description) =>
        new("id", CtyType.Text, description) { Computed = true };
}
