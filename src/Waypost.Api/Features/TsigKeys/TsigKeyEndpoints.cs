using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.TsigKeys;

/// <summary>The keys that sign transfers, updates and notifications: named.conf's <c>key</c> statements.</summary>
public static class TsigKeyEndpoints
{
    public static void MapTsigKeys(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<TsigKeyTable, TsigKey, TsigKeyPut>(new("tsig-keys", "TSIG keys", "TSIG key", "TsigKey", "TsigKeys"));
}
