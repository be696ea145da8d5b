namespace Waypost.Storage.Database;

/// <summary>A unit of work that waits for its transaction.</summary>
internal abstract class WriteUnit(CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public abstract bool IsDone { get; }

    /// <summary>Ends the unit when its caller has given up; true when it has.</summary>
    public abstract bool TryCancel();

    /// <summary>Runs the work; what it threw is kept when it is the unit's own failure.</summary>
    public abstract Task RunAsync(DatabaseSession session);

    /// <summary>Publishes, unless the unit was abandoned, and hands the result over.</summary>
    public abstract void Finish(bool isPublished);

    public abstract void Fail(Exception exception);
}

/// <summary>A unit of work with its result.</summary>
internal sealed class WriteUnit<T>(Func<DatabaseSession, Task<T>> work, Action<T> publish, CancellationToken cancellationToken) : WriteUnit(cancellationToken)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;

    public Task<T> Result => _result.Task;

    public override bool IsDone => _result.Task.IsCompleted;

    public override bool TryCancel() => CancellationToken.IsCancellationRequested && _result.TrySetCanceled(CancellationToken);

    public override async Task RunAsync(DatabaseSession session) => _value = await work(session);

    public override void Finish(bool isPublished)
    {
        try
        {
            if (isPublished)
            {
                publish(_value!);
            }

            _result.TrySetResult(_value!);
        }
        catch (Exception exception)
        {
            _result.TrySetException(exception);
        }
    }

    public override void Fail(Exception exception) => _result.TrySetException(exception);
}
