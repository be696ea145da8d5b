namespace Waypost.Client;

/// <summary>A resource as read, with the strong entity tag (RFC 9110 section 8.8.3, quotes included) of that reading.</summary>
public sealed record Tagged<T>(T Value, string? ETag);
