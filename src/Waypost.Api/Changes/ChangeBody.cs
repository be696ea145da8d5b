using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;

namespace Waypost.Api.Changes;

/// <summary>Reads the body of an operation as the resource's own endpoint reads it.</summary>
public sealed class ChangeBody(IOptions<JsonOptions> options, IServiceProvider services)
{
    /// <summary>The body, or what is wrong with it.</summary>
    public (T? Value, IReadOnlyList<FieldError> Errors) Read<T>(JsonElement? body)
        where T : class
    {
        if (body is not { } json)
        {
            return (null, [new("$", "is required")]);
        }

        try
        {
            if (json.Deserialize<T>(options.Value.SerializerOptions) is not { } value)
            {
                return (null, [new("$", "must not be null")]);
            }

            var errors = services.GetService<IValidator<T>>()?.Validate(value).Errors ?? [];
            return errors.Count == 0 ? (value, []) : (null, [.. errors.Select(error => new FieldError(error.PropertyName.Length == 0 ? "$" : "$." + error.PropertyName, error.ErrorMessage))]);
        }
        catch (JsonException exception)
        {
            return (null, JsonProblem.ErrorsOf(exception, "$"));
        }
    }

    /// <summary>The body that puts a resource as it was read: the members that both have.</summary>
    public T? Project<T>(JsonElement resource)
        where T : class
    {
        var members = options.Value.SerializerOptions.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        var body = new JsonObject(resource.EnumerateObject().Where(member => members.Contains(member.Name)).Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()))));
        return body.Deserialize<T>(options.Value.SerializerOptions);
    }
}
