using System.Threading.Channels;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>Runs units of work of the queue: all that wait while one transaction is being committed share the next one,
/// so the cost of reaching the disk is divided among them. A caller gets its result only after the commit.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxUnits = 256;
    private const long MaxOctets = 32 << 20;

    private readonly Channel<IUnit> _waiting = Channel.CreateBounded<IUnit>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly WaypostDatabase _database;
    private readonly Task _writer;

    public GroupCommit(WaypostDatabase database)
    {
        _database = database;
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Runs a unit of work, which must hold no state of its own between attempts.</summary>
    /// <param name="work">The unit; it may run more than once.</param>
    /// <param name="octets">About how much it writes.</param>
    /// <param name="cancellationToken">Gives up while the unit waits; once it is being written there is no way out.</param>
    public async Task<T> RunAsync<T>(Func<DatabaseSession, Task<T>> work, long octets, CancellationToken cancellationToken)
    {
        var unit = new Unit<T>(work, octets, cancellationToken);
        await _waiting.Writer.WriteAsync(unit, cancellationToken);

        // No way out from here on: the caller has to know whether the message is stored.
        return await unit.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
    }

    private async Task WriteAsync()
    {
        var batch = new List<IUnit>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var octets = 0L;
            while (batch.Count < MaxUnits && octets < MaxOctets && _waiting.Reader.TryRead(out var unit))
            {
                if (!unit.IsGivenUp())
                {
                    batch.Add(unit);
                    octets += unit.Octets;
                }
            }

            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<IUnit> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await _database.WriteAsync(async session =>
            {
                foreach (var unit in batch)
                {
                    await unit.RunAsync(session);
                }

                return true;
            }, CancellationToken.None);
            foreach (var unit in batch)
            {
                unit.Succeed();
            }
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Fail(exception);
        }
        catch (Exception)
        {
            // One unit of the batch may be what the database refuses: the others must not fail with it.
            foreach (var unit in batch)
            {
                await CommitAsync([unit]);
            }
        }
    }

    private interface IUnit
    {
        long Octets { get; }

        bool IsGivenUp();

        Task RunAsync(DatabaseSession session);

        void Succeed();

        void Fail(Exception exception);
    }

    private sealed class Unit<T>(Func<DatabaseSession, Task<T>> work, long octets, CancellationToken cancellationToken) : IUnit
    {
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Octets => octets;

        public bool IsGivenUp() => cancellationToken.IsCancellationRequested && Done.TrySetCanceled(cancellationToken);

        public async Task RunAsync(DatabaseSession session) => _result = await work(session);

        public void Succeed() => Done.TrySetResult(_result!);

        public void Fail(Exception exception) => Done.TrySetException(exception);
    }
}
