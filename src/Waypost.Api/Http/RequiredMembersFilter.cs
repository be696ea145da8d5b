using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.Http;

/// <summary>A contract's member is required when its constructor gives it no default, as the JSON reader has it.</summary>
public sealed class RequiredMembersFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } concrete || context.Type.GetConstructors() is not [var constructor, ..])
        {
            return;
        }

        concrete.AdditionalPropertiesAllowed = false;
        concrete.Required = constructor.GetParameters()
            .Where(p => !p.HasDefaultValue && p.Name is not null)
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))
            .Where(concrete.Properties.ContainsKey)
            .ToHashSet(StringComparer.Ordinal);
    }
}
