using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.EphemeralResources;

/// <summary>Something that exists while one Terraform command runs and is kept nowhere.</summary>
internal abstract class EphemeralResource
{
    public abstract string TypeName { get; }

    public abstract ObjectSchema Schema { get; }

    /// <summary>Makes it; <c>Handle</c> is what closing needs.</summary>
    public abstract Task<(CtyValue Result, string Handle)> OpenAsync(ApiSession api, CtyValue config, CancellationToken cancellationToken);

    public abstract Task CloseAsync(ApiSession api, string handle, CancellationToken cancellationToken);
}
