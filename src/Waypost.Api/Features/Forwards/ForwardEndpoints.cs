using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.Forwards;

/// <summary>What an account's ~/.forward holds.</summary>
public static class ForwardEndpoints
{
    public static void MapForwards(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<ForwardTable, Forward, ForwardPut>(new("forwards", "Forwards", "forward", "Forward", "Forwards"));
}
