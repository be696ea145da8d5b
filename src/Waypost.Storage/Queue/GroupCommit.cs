using System.Threading.Channels;
using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>Writes accepted messages: all that wait while one transaction is being committed share the next one, so the
/// cost of reaching the disk is divided among them. A caller gets its id only after the commit.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxMessages = 128;
    private const long MaxOctets = 32 << 20;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly WaypostDatabase _database;
    private readonly Action _committed;
    private readonly Task _writer;

    public GroupCommit(WaypostDatabase database, Action committed)
    {
        _database = database;
        _committed = committed;
        _writer = Task.Run(WriteAsync);
    }

    public async Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(message, Guid.NewGuid().ToString("N"), new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);

        // No way out from here on: the caller has to know whether the message is stored.
        return await waiting.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var octets = 0L;
            while (batch.Count < MaxMessages && octets < MaxOctets && _waiting.Reader.TryRead(out var waiting))
            {
                if (waiting.CancellationToken.IsCancellationRequested)
                {
                    waiting.Done.TrySetCanceled(waiting.CancellationToken);
                    continue;
                }

                batch.Add(waiting);
                octets += waiting.Message.Content.Length;
            }

            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var ids = await _database.WriteAsync(async session =>
            {
                var written = new List<long>(batch.Count);
                foreach (var waiting in batch)
                {
                    written.Add(await QueueRows.InsertAsync(session, waiting.Message, waiting.Key));
                }

                return written;
            }, CancellationToken.None);
            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Done.TrySetResult(ids[index]);
            }

            _committed();
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Done.TrySetException(exception);
        }
        catch (Exception)
        {
            // One message of the batch may be what the database refuses: the others must not fail with it.
            foreach (var waiting in batch)
            {
                await CommitAsync([waiting]);
            }
        }
    }

    private sealed record Waiting(AcceptedMessage Message, string Key, TaskCompletionSource<long> Done, CancellationToken CancellationToken);
}
