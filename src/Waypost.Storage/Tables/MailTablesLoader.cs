namespace Waypost.Storage.Tables;

public sealed class MailTablesLoader
{
    public Task LoadAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
