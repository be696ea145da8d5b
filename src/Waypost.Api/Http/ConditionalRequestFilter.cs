using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.Http;

/// <summary>Describes what <see cref="WriteConditions"/> and <see cref="Paging"/> read from a request, which ApiExplorer cannot see.</summary>
public sealed class ConditionalRequestFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        var types = context.MethodInfo.GetParameters().Select(p => p.ParameterType).ToHashSet();
        if (types.Contains(typeof(WriteConditions)))
        {
            var creates = context.ApiDescription.HttpMethod == "PUT";
            operation.Parameters.Add(Text("If-Match", ParameterLocation.Header, "The ETag that the resource must have, or * for must exist; otherwise 412."));
            if (creates)
            {
                operation.Parameters.Add(Text("If-None-Match", ParameterLocation.Header, "*: the resource must not exist yet; otherwise 412."));
            }
        }

        if (types.Contains(typeof(Paging)))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "limit",
                In = ParameterLocation.Query,
                Description = "How many items a page has at most.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = JsonValue.Create(Paging.DefaultLimit) },
            });
            operation.Parameters.Add(Text("cursor", ParameterLocation.Query, "The \"next\" of the page before."));
        }
    }

    private static OpenApiParameter Text(string name, ParameterLocation location, string description) =>
        new() { Name = name, In = location, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
