using Waypost.Dns.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Configuration;

/// <summary>
/// The statements of one kind. A write is refused as a conflict when the configuration would not stand with it, and is in force on
/// this node, for every view and zone, before the call returns.
/// </summary>
public sealed class StatementRepository<T>(WaypostDatabase database, DnsConfigurationHolder holder, StatementKind<T> kind)
    where T : class
{
    private readonly KeyedRows<StatementRecord, T> _rows = new(database, kind.Resource, StatementSql.Statements, record => ConfigurationJson.Read<T>(record.Content), kind.Resource + "/");

    public Task<IReadOnlyList<Stored<T>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<T>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    /// <summary>What would be wrong with the configuration with this statement, or without the one of the name when it is null.</summary>
    public async Task<IReadOnlyList<ConfigurationError>> CheckAsync(string name, T? put, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => PlannedConfiguration.ReadAsync(session, now => kind.Replace(now, name, put)), cancellationToken)).Errors;

    public Task<WriteResult<T>> PutAsync(T statement, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        var content = ConfigurationJson.Write(statement);
        var name = kind.NameOf(statement);
        PlannedConfiguration? plan = null;
        return _rows.PutAsync(new KeyedPut<StatementRecord, T>(name, new { content }, record => record.Content == content, _ => Publish(plan))
        {
            AuditDetail = content,
            Guard = async session => (plan = await PlanAsync(session, name, statement)).Errors.Count == 0,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);
    }

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken)
    {
        PlannedConfiguration? plan = null;
        return _rows.DeleteAsync(name, ifMatch, actor, _ => Publish(plan), cancellationToken, guard: async session => (plan = await PlanAsync(session, name, null)).Errors.Count == 0);
    }

    private Task<PlannedConfiguration> PlanAsync(DatabaseSession session, string name, T? put) =>
        PlannedConfiguration.ReadAsync(session, now => kind.Replace(now, name, put));

    private void Publish(PlannedConfiguration? plan)
    {
        if (plan is { Errors.Count: 0 })
        {
            holder.Publish(plan.Compiled, plan.SettingsOf);
        }
    }
}
