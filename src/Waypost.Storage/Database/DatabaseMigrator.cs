namespace Waypost.Storage.Database;

public sealed class DatabaseMigrator
{
    public Task MigrateAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
