using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.MailDomains;

namespace Waypost.Api.Features.MailDomains;

public sealed class MailDomainTable(MailDomainRepository repository) : IKeyedTable<MailDomain, NoBody>
{
    public string KeyOf(MailDomain item) => item.Name;

    public ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, NoBody put, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FieldError>>(TableSyntax.CheckMailDomain(key) is { } message ? [new("key", message)] : []);

    public Task<IReadOnlyList<Stored<MailDomain>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<MailDomain>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<MailDomain>> PutAsync(string key, NoBody put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    private static MailDomain ToItem(MailDomainRow row) => new(row.Name, row.CreatedAt);
}
