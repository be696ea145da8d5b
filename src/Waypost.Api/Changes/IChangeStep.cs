namespace Waypost.Api.Changes;

/// <summary>One operation, read and ready to be applied. It keeps no state between attempts.</summary>
public interface IChangeStep
{
    /// <summary>The canonical path of the resource, from <c>/v1</c> on.</summary>
    string Path { get; }

    /// <summary>Applies the operation within the unit of work that is open; null when it waits for others, and <see cref="ChangeContext.Complete"/> follows.</summary>
    Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken);
}

/// <summary>Operations that are applied together, such as those on the records of one zone.</summary>
public interface IChangeBatch
{
    /// <summary>Applies what has gathered, and tells the context what each came to.</summary>
    Task FlushAsync(ChangeContext context, CancellationToken cancellationToken);
}
