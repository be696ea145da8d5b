using System.Text;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Waypost.Api.OpenApi;

namespace Waypost.Api.Http;

/// <summary>The OpenAPI 3.1 document and its Swagger UI.</summary>
public static class OpenApiServices
{
    public const string DocumentName = "waypost.v1";

    public static IServiceCollection AddWaypostOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        // Schemas follow the options that the API reads and writes with.
        services.AddTransient<ISerializerDataContractResolver>(provider =>
            new JsonSerializerDataContractResolver(provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions));
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(DocumentName, new OpenApiInfo
            {
                Title = "Waypost",
                Version = "v1",
                Description = "Names and mail of a domain, run as code. Every error is a problem document (RFC 9457).",
            });
            options.DocInclusionPredicate((_, description) => description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true);
            // Hexadecimal, so that the order does not depend on the culture.
            options.OrderActionsBy(description => Convert.ToHexString(Encoding.UTF8.GetBytes($"{description.RelativePath} {description.HttpMethod}")));
            options.SupportNonNullableReferenceTypes();
            options.CustomSchemaIds(SchemaId);
            // A server copied without its documentation file still serves; its document then lacks descriptions.
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Waypost.Client.xml")))
            {
                options.IncludeXmlComments(typeof(Client.WaypostJsonContext).Assembly);
            }
            options.SchemaFilter<RequiredMembersFilter>();
            options.OperationFilter<ConditionalRequestFilter>();
            options.DocumentFilter<DocumentDescription>();
            options.DocumentFilter<ExampleFilter>();
            options.AddSecurityDefinition(ApiKeyAuthentication.SchemeName, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key; the first one is in data/admin.key.",
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, document)] = [],
            });
        });
    }

    public static WebApplication UseWaypostOpenApi(this WebApplication app)
    {
        app.UseSwagger(options =>
        {
            options.RouteTemplate = "openapi/{documentName}.json";
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        });
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Waypost API";
            options.SwaggerEndpoint($"/openapi/{DocumentName}.json", "Waypost v1");
        });
        return app;
    }

    private static string SchemaId(Type type) =>
        type.IsGenericType ? type.GetGenericArguments()[0].Name + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
}
