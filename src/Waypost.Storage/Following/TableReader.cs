namespace Waypost.Storage.Following;

/// <summary>Tables that are small enough to be read whole after any change.</summary>
internal sealed class TableReader(IReadOnlyCollection<string> resources, Func<CancellationToken, Task> load) : IChangeReader
{
    public bool Reads(string subject) => subject.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && resources.Contains(subject[..end]);

    public Task ReadAsync(IReadOnlyList<FollowedChange> changes, CancellationToken cancellationToken) => load(cancellationToken);

    public Task ReadAllAsync(CancellationToken cancellationToken) => load(cancellationToken);
}
