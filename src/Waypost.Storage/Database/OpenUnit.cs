namespace Waypost.Storage.Database;

/// <summary>A unit of work that is open on this flow of control: repositories that are called meanwhile read and write as part of it.</summary>
internal sealed class OpenUnit
{
    private static readonly AsyncLocal<OpenUnit?> Open = new();

    private OpenUnit(DatabaseSession session, List<Action> publications) => (Session, Publications) = (session, publications);

    public static OpenUnit? Current => Open.Value;

    public DatabaseSession Session { get; }

    /// <summary>What its parts publish, in order.</summary>
    public List<Action> Publications { get; }

    public static async Task<T> RunAsync<T>(DatabaseSession session, List<Action> publications, Func<DatabaseSession, Task<T>> work)
    {
        // Ends with this method: what an async method sets flows down, never back.
        Open.Value = new OpenUnit(session, publications);
        return await work(session);
    }
}
