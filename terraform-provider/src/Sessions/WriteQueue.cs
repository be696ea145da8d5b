using System.Globalization;
using System.Net;
using Waypost.Client;

namespace Waypost.Terraform.Sessions;

/// <summary>
/// Gathers the changes that Terraform applies at the same time to one zone, and sends them as one PATCH: one version of
/// the zone, one notification of its secondaries. What the server refuses goes to its own resource; the rest is sent
/// again without it.
/// </summary>
/// <param name="patch">Sends changes, all or none.</param>
/// <param name="alone">Sends one change by itself.</param>
/// <param name="time">The clock.</param>
internal sealed class WriteQueue(Func<IReadOnlyList<RrsetPatch>, Task> patch, Func<RrsetPatch, Task> alone, TimeProvider time)
{
    private const int MaxBatch = 2000;
    private const string ChangePath = "$.changes[";

    // The window ends when nothing came for a while, since Terraform hands out work in bursts.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(12);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMilliseconds(50);

    // A CNAME and the records that it replaces are often two resources; the one may come a moment before the other.
    private static readonly TimeSpan SecondChance = TimeSpan.FromMilliseconds(400);

    private readonly Lock gate = new();
    private List<Pending> waiting = [];
    private bool running;

    /// <summary>Completes when the change is in the zone; throws what the server said of it.</summary>
    public Task WriteAsync(RrsetPatch change)
    {
        var pending = new Pending(change);
        Add(pending);
        return pending.Completion.Task;
    }

    private void Add(Pending pending)
    {
        lock (gate)
        {
            waiting.Add(pending);
            if (running)
            {
                return;
            }

            running = true;
        }

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await GatherAsync();
            List<Pending> batch;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    running = false;
                    return;
                }

                batch = Take();
            }

            await SendAsync(batch);
        }
    }

    private async Task GatherAsync()
    {
        var start = time.GetTimestamp();
        int before, after = Count();
        do
        {
            before = after;
            await Task.Delay(Quiet, time);
            after = Count();
        }
        while (after != before && after < MaxBatch && time.GetElapsedTime(start) < LongestWindow);
    }

    private int Count()
    {
        lock (gate)
        {
            return waiting.Count;
        }
    }

    // A PATCH may name an RRset once.
    private List<Pending> Take()
    {
        var keys = new HashSet<(string, string)>();
        var batch = new List<Pending>();
        var left = new List<Pending>();
        foreach (var pending in waiting)
        {
            (batch.Count < MaxBatch && keys.Add((pending.Change.Owner, pending.Change.Type)) ? batch : left).Add(pending);
        }

        waiting = left;
        return batch;
    }

    private async Task SendAsync(List<Pending> batch)
    {
        while (batch.Count > 1)
        {
            try
            {
                await patch(batch.ConvertAll(pending => pending.Change));
                batch.ForEach(pending => pending.Completion.TrySetResult());
                return;
            }
            catch (WaypostApiException error) when (Refused(error, batch.Count) is { Count: > 0 } refused)
            {
                foreach (var (index, own) in refused)
                {
                    Refuse(batch[index], own);
                }

                batch = [.. batch.Where((_, index) => !refused.ContainsKey(index))];
            }
            catch (WaypostApiException)
            {
                // Nobody's in particular: each finds out for itself.
                break;
            }
            catch (Exception error)
            {
                batch.ForEach(pending => pending.Completion.TrySetException(error));
                return;
            }
        }

        foreach (var pending in batch)
        {
            await SendAloneAsync(pending);
        }
    }

    private async Task SendAloneAsync(Pending pending)
    {
        try
        {
            await alone(pending.Change);
            pending.Completion.TrySetResult();
        }
        catch (WaypostApiException error) when (IsClash(error, "$.records"))
        {
            Refuse(pending, error);
        }
        catch (Exception error)
        {
            pending.Completion.TrySetException(error);
        }
    }

    private void Refuse(Pending pending, WaypostApiException error)
    {
        if (pending.HadSecondChance || !IsClash(error, "$.records"))
        {
            pending.Completion.TrySetException(error);
            return;
        }

        pending.HadSecondChance = true;
        _ = Task.Delay(SecondChance, time).ContinueWith(_ => Add(pending), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    // The zone would not be sound with it (RFC 1034 section 3.6.2), as against a record that is not one.
    private static bool IsClash(WaypostApiException error, string path) =>
        error.Status == HttpStatusCode.UnprocessableEntity && error.Errors.Count == 1 && error.Errors.ContainsKey(path);

    // What the problem document says of each change, as if that change had been sent alone.
    private static Dictionary<int, WaypostApiException> Refused(WaypostApiException error, int count)
    {
        var byIndex = new Dictionary<int, Dictionary<string, string[]>>();
        foreach (var (path, messages) in error.Errors)
        {
            var close = path.StartsWith(ChangePath, StringComparison.Ordinal) ? path.IndexOf(']', StringComparison.Ordinal) : -1;
            if (close > 0 && int.TryParse(path.AsSpan(ChangePath.Length, close - ChangePath.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count)
            {
                var rest = path[(close + 1)..];
                byIndex.TryAdd(index, []);
                byIndex[index][rest.Length == 0 ? "$.records" : "$" + rest] = messages;
            }
        }

        return byIndex.ToDictionary(entry => entry.Key, entry => new WaypostApiException(error.Status, error.Status switch
        {
            HttpStatusCode.PreconditionFailed => error.Problem! with { Errors = null },
            _ => error.Problem! with { Errors = entry.Value },
        }));
    }

    private sealed class Pending(RrsetPatch change)
    {
        public RrsetPatch Change { get; } = change;

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HadSecondChance { get; set; }
    }
}
