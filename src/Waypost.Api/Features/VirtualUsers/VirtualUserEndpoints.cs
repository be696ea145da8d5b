using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.VirtualUsers;

/// <summary>Virtual users: what sendmail's virtusertable holds.</summary>
public static class VirtualUserEndpoints
{
    public static void MapVirtualUsers(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<VirtualUserTable, VirtualUser, VirtualUserPut>(new("virtual-users", "Virtual users", "virtual user", "VirtualUser", "VirtualUsers"));
}
