using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.OpenApi;

/// <summary>Gives every parameter of a path, body and answer its example.</summary>
public sealed class ExampleFilter : IDocumentFilter
{
    private const string Problem = "application/problem+json";
    private const string MasterFile = "text/dns";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var (path, item) in swaggerDoc.Paths)
        {
            foreach (var operation in item.Operations is { } operations ? operations.Values.AsEnumerable() : [])
            {
                AddToParameters(path, operation, swaggerDoc);
                AddToContent(operation.RequestBody?.Content, swaggerDoc);
                foreach (var (status, response) in operation.Responses!)
                {
                    AddToContent(response.Content, swaggerDoc);
                    AddProblem(path, status, response);
                }
            }
        }
    }

    private static void AddToParameters(string path, OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path || (parameter.In == ParameterLocation.Query && parameter.Required)))
        {
            // A key in a path is text, whatever the server makes of it.
            if (parameter.Schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                document.Components?.Schemas?.Remove(id);
            }

            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
            parameter.Example ??= Examples.OfParameter(path, parameter.Name ?? "") ?? "text";
        }
    }

    private static void AddToContent(IDictionary<string, IOpenApiMediaType>? content, OpenApiDocument document)
    {
        foreach (var (type, described) in content ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (described is not OpenApiMediaType media)
            {
                continue;
            }

            if (type == MasterFile)
            {
                (media.Schema, media.Example) = (new OpenApiSchema { Type = JsonSchemaType.String }, Examples.OfSchema(MasterFile));
            }
            else if (type != Problem)
            {
                media.Example ??= SchemaExample.Of(media.Schema, document);
            }
        }
    }

    private static void AddProblem(string path, string status, IOpenApiResponse response)
    {
        if (response.Content?.TryGetValue(Problem, out var described) == true && described is OpenApiMediaType media && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            media.Example = new JsonObject
            {
                ["type"] = "urn:waypost:problem:" + ProblemTypes.Of(code),
                ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code),
                ["status"] = code,
                ["instance"] = path.Replace("{zone}", "example.com", StringComparison.Ordinal).Replace("{key}", "ann", StringComparison.Ordinal),
            };
        }
    }
}
