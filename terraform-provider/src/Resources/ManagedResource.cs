using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary>
/// One resource type: its schema and four verbs. API errors are thrown and become diagnostics in one place; a plan
/// needs nothing from here but <see cref="Adjust"/> and <see cref="Derive"/>.
/// </summary>
internal abstract class ManagedResource
{
    public abstract string TypeName { get; }

    public abstract ObjectSchema Schema { get; }

    /// <summary>API members whose attribute has another name, for errors at the right place.</summary>
    public virtual IReadOnlyDictionary<string, string> RenamedMembers { get; } = new Dictionary<string, string>();

    /// <summary>The attributes that name the resource, by which an import block may ask for it without an id.</summary>
    public virtual IReadOnlyList<string> IdentityAttributes =>
        [.. Schema.Attributes.Where(a => a is { Required: true, RequiresReplace: true }).Select(a => a.Name)];

    /// <summary>Whether what exists already exactly as planned may be taken over, as after an apply that was killed.</summary>
    public virtual bool AdoptsIdentical => true;

    /// <summary>Checks the configuration before anything is planned; values may be unknown.</summary>
    public virtual void Validate(CtyValue config, DiagnosticList diagnostics)
    {
    }

    /// <summary><paramref name="actual"/>, but spelled as <paramref name="reference"/> where both mean the same.</summary>
    public virtual CtyValue Spell(CtyValue reference, CtyValue actual) => Schema.SpellAs(reference, actual);

    /// <summary>A plan, but spelled as the state where both mean the same.</summary>
    public virtual CtyValue SpellPlan(CtyValue prior, CtyValue plan) => Spell(prior, plan);

    /// <summary>Changes a plan in ways that the schema alone does not say.</summary>
    public virtual CtyValue Adjust(CtyValue prior, CtyValue plan, CtyValue config) => plan;

    /// <summary>Checks a plan against the others of this command.</summary>
    public virtual void CheckPlan(ApiSession session, CtyValue plan, DiagnosticList diagnostics)
    {
    }

    /// <summary>Fills the attributes that follow from others, <c>id</c> first of all, where those are known.</summary>
    public abstract CtyValue Derive(CtyValue value);

    /// <summary>The resource as it is now, or null when it is gone.</summary>
    public abstract Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken);

    public abstract Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken);

    public abstract Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken);

    /// <summary>The attributes that an import id names; reading fills the rest. Null after an error.</summary>
    public abstract CtyValue? Import(string id, DiagnosticList diagnostics);

    /// <summary>The state of a resource of another type or provider as this one's, or null when it is not one that is known here.</summary>
    public virtual CtyValue? Move(string provider, string typeName, ReadOnlyMemory<byte> state, DiagnosticList diagnostics) => null;

    /// <summary>A value that must be known by now: everything is when a change is applied.</summary>
    protected static string Text(CtyValue value, string attribute) =>
        value[attribute].Text ?? throw new InvalidDataException($"{attribute} is not a known string.");

    /// <summary>The <c>id</c> that every resource has.</summary>
    protected static SchemaAttribute Id(string description) => new("id", CtyType.Text, description) { Computed = true };
}
