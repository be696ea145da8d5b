namespace Waypost.Terraform.Resources;

/// <summary>What is wrong, each at an attribute.</summary>
internal sealed class RefusedAttributesException(IReadOnlyList<(IReadOnlyList<object> Path, string Message)> refusals) : Exception("The API refused the records.")
{
    public IReadOnlyList<(IReadOnlyList<object> Path, string Message)> Refusals { get; } = refusals;
}
