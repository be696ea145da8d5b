namespace Waypost.Client;

/// <summary>What must hold for a write to happen (RFC 9110 section 13.1); otherwise the API answers 412.</summary>
public readonly record struct Precondition
{
    private Precondition(string? ifMatch, bool ifNoneMatch)
    {
        IfMatch = ifMatch;
        IfNoneMatch = ifNoneMatch;
    }

    /// <summary>Write in any case.</summary>
    public static Precondition None => default;

    /// <summary>Write only if there is no such resource yet (<c>If-None-Match: *</c>).</summary>
    public static Precondition Absent => new(null, true);

    /// <summary>Write only if the resource exists (<c>If-Match: *</c>).</summary>
    public static Precondition Exists => new("*", false);

    /// <summary>The If-Match value, null for none.</summary>
    public string? IfMatch { get; }

    /// <summary>Whether <c>If-None-Match: *</c> is sent.</summary>
    public bool IfNoneMatch { get; }

    /// <summary>Write only if the resource is still as it was read; null stands for <see cref="None"/>.</summary>
    public static Precondition Matches(string? etag) => new(etag, false);
}
