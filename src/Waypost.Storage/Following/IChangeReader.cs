namespace Waypost.Storage.Following;

/// <summary>What another node has written: <paramref name="Subject"/> as the audit names it, for example <c>aliases/sales</c>.</summary>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>delete</c> and others.</param>
internal readonly record struct FollowedChange(string Subject, string Action);

/// <summary>Brings a part of this node's memory in step with what other nodes have committed.</summary>
internal interface IChangeReader
{
    /// <summary>Whether it is about this subject.</summary>
    bool Reads(string subject);

    /// <summary>Reads what has changed, and puts it in force.</summary>
    Task ReadAsync(IReadOnlyList<FollowedChange> changes, CancellationToken cancellationToken);

    /// <summary>Reads everything: this node has missed too much.</summary>
    Task ReadAllAsync(CancellationToken cancellationToken);
}
