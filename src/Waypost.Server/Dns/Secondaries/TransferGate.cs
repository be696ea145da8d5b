using System.Net;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>Lets a number of transfers go at a time, and a smaller one from each primary; the others wait in line.</summary>
public sealed class TransferGate(int total, int perPrimary)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(IPAddress Primary, TaskCompletionSource Turn)> _waiting = new();
    private readonly Dictionary<IPAddress, int> _running = [];
    private int _count;

    /// <summary>Waits for a turn; give it back with <see cref="Leave"/>.</summary>
    public async Task EnterAsync(IPAddress primary, CancellationToken cancellationToken)
    {
        LinkedListNode<(IPAddress, TaskCompletionSource)> node;
        lock (_lock)
        {
            if (TryTake(primary))
            {
                return;
            }
            node = _waiting.AddLast((primary, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        await using var registration = cancellationToken.Register(() => Abandon(node, cancellationToken));
        await node.Value.Item2.Task;
    }

    /// <summary>Ends a transfer; the first in line that may go goes.</summary>
    public void Leave(IPAddress primary)
    {
        lock (_lock)
        {
            _count--;
            if (--_running[primary] == 0)
            {
                _running.Remove(primary);
            }
            for (var node = _waiting.First; node is not null && _count < total;)
            {
                var next = node.Next;
                if (TryTake(node.Value.Primary))
                {
                    _waiting.Remove(node);
                    node.Value.Turn.SetResult();
                }
                node = next;
            }
        }
    }

    private bool TryTake(IPAddress primary)
    {
        var running = _running.GetValueOrDefault(primary);
        if (_count >= total || running >= perPrimary)
        {
            return false;
        }
        _count++;
        _running[primary] = running + 1;
        return true;
    }

    private void Abandon(LinkedListNode<(IPAddress, TaskCompletionSource Turn)> node, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Whoever has the turn already keeps it.
            if (node.List is not null)
            {
                _waiting.Remove(node);
                node.Value.Turn.SetCanceled(cancellationToken);
            }
        }
    }
}
