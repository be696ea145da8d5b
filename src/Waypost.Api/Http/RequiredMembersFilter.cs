using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.Http;

/// <summary>A contract's member is required when its constructor gives it no default, and null only when its type says so, as the JSON reader has it.</summary>
public sealed class RequiredMembersFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } concrete || context.Type.GetConstructors() is not [var constructor, ..])
        {
            return;
        }

        concrete.AdditionalPropertiesAllowed = false;
        concrete.Required = new HashSet<string>(StringComparer.Ordinal);
        var nullability = new NullabilityInfoContext();
        foreach (var parameter in constructor.GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
            if (!concrete.Properties.TryGetValue(name, out var member))
            {
                continue;
            }

            // What is null is left out of an answer.
            var isNullable = nullability.Create(parameter).ReadState != NullabilityState.NotNull;
            if (!parameter.HasDefaultValue && !isNullable)
            {
                concrete.Required.Add(name);
            }

            if (member is OpenApiSchema property && !isNullable)
            {
                property.Type &= ~JsonSchemaType.Null;
            }
        }
    }
}
