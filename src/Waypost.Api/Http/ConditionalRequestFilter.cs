using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.Http;

/// <summary>Describes what <see cref="WriteConditions"/>, <see cref="Paging"/> and <see cref="EntityTags"/> read from a request
/// and add to a response, which ApiExplorer cannot see.</summary>
public sealed class ConditionalRequestFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        var types = context.MethodInfo.GetParameters().Select(p => p.ParameterType).ToHashSet();
        if (types.Contains(typeof(WriteConditions)))
        {
            operation.Parameters.Add(Text("If-Match", ParameterLocation.Header, "The ETag that the resource must have, or * for must exist; otherwise 412."));
            if (operation.Responses?.ContainsKey("201") == true)
            {
                operation.Parameters.Add(Text("If-None-Match", ParameterLocation.Header, "*: the resource must not exist yet; otherwise 412."));
            }
        }
        else if (operation.Responses?.ContainsKey("304") == true)
        {
            operation.Parameters.Add(Text("If-None-Match", ParameterLocation.Header, "ETags that the client has; 304 when one is current."));
        }

        if (types.Contains(typeof(Paging)))
        {
            operation.Parameters.Add(Limit());
            operation.Parameters.Add(Text("cursor", ParameterLocation.Query, "The \"next\" of the page before."));
        }

        if (types.Contains(typeof(ListFilter)))
        {
            operation.Parameters.Add(Text("name", ParameterLocation.Query, "Only items of this key; * stands for anything."));
            operation.Parameters.Add(Text("q", ParameterLocation.Query, "Only items in which this text is somewhere, without case."));
        }

        var method = context.ApiDescription.HttpMethod;
        if (method == "GET" && operation.Responses?.ContainsKey("200") == true)
        {
            operation.Parameters.Add(Text("fields", ParameterLocation.Query, "Only these members, separated by commas; of each item of a list."));
        }

        if (method == "POST")
        {
            operation.Parameters.Add(Text("Idempotency-Key", ParameterLocation.Header, "Does the request once, however often it is sent: the first answer is given again for a day."));
        }

        if (types.Contains(typeof(WriteConditions)))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "strict",
                In = ParameterLocation.Query,
                Description = "true: what is odd but allowed is refused.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
            });
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
        }

        DescribeResponses(operation);
    }

    private static void DescribeResponses(OpenApiOperation operation)
    {
        var hasTag = operation.Parameters!.Any(p => p.Name is "If-Match" or "If-None-Match");
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in (operation.Responses ?? []).OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            if (response is OpenApiResponse concrete)
            {
                AddHeaders(concrete, status, hasTag);
            }

            sorted.Add(status, response);
        }

        operation.Responses = sorted;
    }

    private static void AddHeaders(OpenApiResponse response, string status, bool hasTag)
    {
        var header = status switch
        {
            "200" or "201" when hasTag => ("ETag", "The strong entity tag of this state of the resource."),
            "401" => ("WWW-Authenticate", "Bearer, with the error of RFC 6750."),
            _ => ("", ""),
        };
        if (header.Item1.Length > 0)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                [header.Item1] = new OpenApiHeader { Description = header.Item2, Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
        }
    }

    private static OpenApiParameter Limit() => new()
    {
        Name = "limit",
        In = ParameterLocation.Query,
        Description = "How many items a page has at most.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = Paging.MaximumLimit.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = JsonValue.Create(Paging.DefaultLimit),
        },
    };

    private static OpenApiParameter Text(string name, ParameterLocation location, string description) =>
        new() { Name = name, In = location, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
