using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary>Something that a configuration may look up.</summary>
internal abstract class DataSource
{
    public abstract string TypeName { get; }

    public abstract ObjectSchema Schema { get; }

    /// <summary>The attributes for a configuration that is wholly known, or null after an error.</summary>
    public abstract Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken);
}
