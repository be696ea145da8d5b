using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.Aliases;

/// <summary>Aliases of local names: what /etc/aliases holds.</summary>
public static class AliasEndpoints
{
    public static void MapAliases(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<AliasTable, Alias, AliasPut>(new("aliases", "Aliases", "alias", "Alias", "Aliases"));
}
