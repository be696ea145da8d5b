namespace Waypost.Api.Http;

/// <summary>One thing wrong with a request. <see cref="Path"/> is a JSON path into the body (<c>$.records[0]</c>) or the name of a parameter or header.</summary>
public sealed record FieldError(string Path, string Message);
