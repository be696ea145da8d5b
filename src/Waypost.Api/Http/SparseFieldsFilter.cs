using System.Text.Json;
using System.Text.Json.Nodes;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary><c>?fields=name,serial</c> on every GET of JSON: only these members, of each item of a list.</summary>
public sealed class SparseFieldsFilter : IEndpointFilter
{
    public const string Parameter = "fields";
    private const int MaxFields = 64;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var query = context.HttpContext.Request.Query[Parameter];
        if (query.Count == 0 || !HttpMethods.IsGet(context.HttpContext.Request.Method) || result is not IValueHttpResult { Value: { } value } || value is string)
        {
            return result;
        }

        var node = JsonSerializer.SerializeToNode(value, value.GetType(), WaypostJsonContext.Default);
        var type = value.GetType();
        var isPage = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>);
        var fields = query.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = (WaypostJsonContext.Default.GetTypeInfo(isPage ? type.GetGenericArguments()[0] : type)?.Properties ?? []).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        if (fields.Length is 0 or > MaxFields || Array.Find(fields, field => !known.Contains(field)) is not null)
        {
            return Problems.Malformed($"The parameter {Parameter} must be members separated by commas: {string.Join(", ", known)}.");
        }

        if (isPage)
        {
            foreach (var item in node!["items"]!.AsArray().OfType<JsonObject>())
            {
                Keep(item, fields);
            }
        }
        else if (node is JsonObject item)
        {
            Keep(item, fields);
        }

        return Results.Text(node!.ToJsonString(), "application/json; charset=utf-8");
    }

    private static void Keep(JsonObject item, string[] fields)
    {
        foreach (var name in item.Select(member => member.Key).Where(name => !fields.Contains(name, StringComparer.Ordinal)).ToArray())
        {
            item.Remove(name);
        }
    }
}
