using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Aliases;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Aliases;

public sealed class AliasTable(AliasRepository repository, MailTablesHolder tables) : IKeyedTable<Alias, AliasPut>
{
    public string KeyOf(Alias item) => item.Name;

    public ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, AliasPut put, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FieldError>>(Check(key, put));

    public Task<IReadOnlyList<Stored<Alias>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<Alias>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<Alias>> PutAsync(string key, AliasPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, put.Targets, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    public void Preview(string key, Alias? item) =>
        tables.Update(now => now with { Aliases = item is null ? now.Aliases.Remove(key) : now.Aliases.SetItem(item.Name, [.. item.Targets]) });

    private static Alias ToItem(AliasRow row) => new(row.Name, row.Targets);

    private List<FieldError> Check(string key, AliasPut put)
    {
        if (TableSyntax.CheckAlias(key, ["postmaster"]) is { } wrongName)
        {
            return [new("key", wrongName)];
        }

        var wrongTargets = put.Targets
            .Select((target, i) => (Path: $"$.targets[{i}]", Message: TableSyntax.CheckAlias(key, [target])))
            .Where(check => check.Message is not null)
            .Select(check => new FieldError(check.Path, check.Message!))
            .ToList();
        return wrongTargets.Count > 0 ? wrongTargets
            : TableSyntax.CheckAliasLoop(tables.Current, key, put.Targets) is { } loop ? [new("$.targets", loop)]
            : [];
    }
}
