using Waypost.Terraform.DataSources;
using Waypost.Terraform.Functions;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Provider;

/// <summary>Everything that the provider offers. One line each.</summary>
internal static class ProviderRegistry
{
    public static IReadOnlyDictionary<string, ManagedResource> Resources { get; } = new ManagedResource[]
    {
        new AccessEntryResource(),
        new AccountResource(),
        new AliasResource(),
        new MailDomainResource(),
        new RecordSetResource(),
        new VirtualUserResource(),
        new ZoneResource(),
    }.ToDictionary(resource => resource.TypeName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, DataSource> DataSources { get; } = new DataSource[]
    {
        new ZoneDataSource(),
    }.ToDictionary(source => source.TypeName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ProviderFunction> Functions { get; } = new ProviderFunction[]
    {
        new ReverseNameFunction(),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);
}
