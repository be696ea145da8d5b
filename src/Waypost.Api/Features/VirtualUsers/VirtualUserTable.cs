using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.VirtualUsers;

namespace Waypost.Api.Features.VirtualUsers;

public sealed class VirtualUserTable(VirtualUserRepository repository) : IKeyedTable<VirtualUser, VirtualUserPut>
{
    public string KeyOf(VirtualUser item) => item.Address;

    public ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, VirtualUserPut put, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FieldError>>(
            TableSyntax.CheckVirtualUser(key, "postmaster") is { } wrongAddress ? [new("key", wrongAddress)]
            : TableSyntax.CheckVirtualUser(key, put.Target) is { } wrongTarget ? [new("$.target", wrongTarget)]
            : []);

    public Task<IReadOnlyList<Stored<VirtualUser>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<VirtualUser>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<VirtualUser>> PutAsync(string key, VirtualUserPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, put.Target, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    private static VirtualUser ToItem(VirtualUserRow row) => new(row.Address, row.Target);
}
