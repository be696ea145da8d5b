namespace Waypost.Storage.Zones;

public sealed class ZoneLoader
{
    public Task LoadAllAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
