using Waypost.Terraform.DataSources;
using Waypost.Terraform.EphemeralResources;
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
        new AclResource(),
        new AliasResource(),
        new ApiKeyResource(),
        new DnsServerOptionsResource(),
        new ForwardResource(),
        new GenericAddressResource(),
        new LoggingChannelResource(),
        new MailDomainResource(),
        new MailerRouteResource(),
        new RecordSetResource(),
        new RemoteServerListResource(),
        new RemoteServerResource(),
        new TsigKeyResource(),
        new ViewResource(),
        new VirtualUserResource(),
        new ZoneRecordsResource(),
        new ZoneResource(),
    }.ToDictionary(resource => resource.TypeName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, DataSource> DataSources { get; } = new DataSource[]
    {
        new DnsLookupDataSource(),
        new QueueDataSource(),
        new RecipientDataSource(),
        new ZoneDataSource(),
        new ZoneFileDataSource(),
        new ZonesDataSource(),
    }.Concat(Resources.Values.Where(resource => resource is not ZoneResource).Select(resource => new ResourceDataSource(resource)))
        .ToDictionary(source => source.TypeName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, EphemeralResource> EphemeralResources { get; } = new EphemeralResource[]
    {
        new ApiKeyEphemeralResource(),
    }.ToDictionary(resource => resource.TypeName, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ProviderFunction> Functions { get; } = new ProviderFunction[]
    {
        new DkimRecordFunction(),
        new DmarcFunction(),
        new IdnaDecodeFunction(),
        new IdnaEncodeFunction(),
        new MtaStsIdFunction(),
        new NormalizeRdataFunction(),
        new ParseZoneFileFunction(),
        new ReverseNameFunction(),
        new ReverseZoneFunction(),
        new SpfFunction(),
        new TxtChunksFunction(),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static ManagedResource Resource(string typeName) =>
        Resources.TryGetValue(typeName, out var resource) ? resource : throw new InvalidDataException($"There is no resource type {typeName}.");
}
