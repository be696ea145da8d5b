using System.Text.Json;
using System.Text.Json.Nodes;
using Waypost.Client;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>What the operations of one unit of work know of each other.</summary>
public sealed class ChangeContext(DatabaseSession session, string actor, StepOutcome?[] outcomes, IReadOnlyList<IChangeStep> steps)
{
    private readonly Dictionary<object, IChangeBatch> _batches = [];
    private readonly List<JsonNode> _records = [];
    private readonly List<ChangeWarning> _warnings = [];
    private readonly List<ZoneVersionChange> _zones = [];

    public DatabaseSession Session => session;

    public string Actor => actor;

    public IReadOnlyList<ChangeWarning> Warnings => _warnings;

    public IReadOnlyList<ZoneVersionChange> Zones => _zones;

    /// <summary>The operation that failed, or null.</summary>
    public int? FailedIndex { get; private set; }

    /// <summary>What is to be recorded of the changes.</summary>
    public JsonArray TakeRecords() => [.. _records];

    /// <summary>The operations that gather under a key.</summary>
    public TBatch Batch<TBatch>(object key, Func<TBatch> create)
        where TBatch : class, IChangeBatch
    {
        if (!_batches.TryGetValue(key, out var batch))
        {
            _batches.Add(key, batch = create());
        }

        return (TBatch)batch;
    }

    /// <summary>Applies what has gathered under a key, before something that depends on it.</summary>
    public async Task FlushAsync(object key, CancellationToken cancellationToken)
    {
        if (_batches.Remove(key, out var batch))
        {
            await batch.FlushAsync(this, cancellationToken);
        }
    }

    public async Task FlushAllAsync(CancellationToken cancellationToken)
    {
        foreach (var key in _batches.Keys.ToArray())
        {
            if (FailedIndex is null)
            {
                await FlushAsync(key, cancellationToken);
            }
        }
    }

    /// <summary>Says what an operation came to.</summary>
    public void Complete(int index, StepOutcome outcome)
    {
        outcomes[index] = outcome;
        if (!outcome.IsApplied)
        {
            FailedIndex ??= index;
        }
    }

    /// <summary>Records the change of one resource.</summary>
    public void Record(int index, StepOutcome outcome) => _records.Add(new JsonObject
    {
        ["op"] = outcome.StatusText,
        ["path"] = steps[index].Path,
        ["before"] = ToNode(outcome.Before),
        ["after"] = ToNode(outcome.After),
    });

    /// <summary>Records a new version of a zone; which RRsets it changed is in the journal of the zone.</summary>
    public void RecordZone(long id, string zone, string view, uint fromSerial, uint serial, IEnumerable<string> paths)
    {
        _zones.Add(new(zone, view, fromSerial, serial));
        _records.Add(new JsonObject
        {
            ["zone"] = zone,
            ["id"] = id,
            ["view"] = view,
            ["from"] = fromSerial,
            ["to"] = serial,
            ["paths"] = new JsonArray([.. paths.Select(path => JsonValue.Create(path))]),
        });
    }

    public void Warn(int? index, string path, string message) => _warnings.Add(new(path, message, index));

    private static JsonNode? ToNode(object? resource) => resource is null ? null : JsonSerializer.SerializeToNode(resource, resource.GetType(), WaypostJsonContext.Default);
}
