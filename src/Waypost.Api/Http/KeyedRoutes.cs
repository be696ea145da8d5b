namespace Waypost.Api.Http;

/// <summary>How a keyed table appears in paths and in the OpenAPI document.</summary>
/// <param name="Path">The plural path segment under <c>/v1</c>.</param>
/// <param name="Tag">The tag, for example <c>Virtual users</c>.</param>
/// <param name="Noun">One item in running text, for example <c>virtual user</c>.</param>
/// <param name="Singular">One item in operation ids, for example <c>VirtualUser</c>.</param>
/// <param name="Plural">Many items in operation ids.</param>
public sealed record KeyedRoutes(string Path, string Tag, string Noun, string Singular, string Plural);
