using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.GenericAddresses;

/// <summary>Generic addresses: what sendmail's genericstable holds.</summary>
public static class GenericAddressEndpoints
{
    public static void MapGenericAddresses(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<GenericAddressTable, GenericAddress, GenericAddressPut>(new("generic-addresses", "Generic addresses", "generic address", "GenericAddress", "GenericAddresses"));
}
