namespace Waypost.Client;

/// <summary><c>/v1/virtual-users</c>, keyed by address pattern.</summary>
public sealed class VirtualUsersClient : ResourceClient<VirtualUser>
{
    internal VirtualUsersClient(ApiTransport transport)
        : base(transport, "virtual-users", ApiTransport.Json.VirtualUser, ApiTransport.Json.PageVirtualUser)
    {
    }

    /// <summary>Creates or replaces the resource and returns it as stored.</summary>
    public Task<Tagged<VirtualUser>> PutAsync(string address, VirtualUserPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(address, ApiTransport.Body(body, ApiTransport.Json.VirtualUserPut), condition, cancellationToken);
}
