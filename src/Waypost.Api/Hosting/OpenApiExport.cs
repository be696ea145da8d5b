using System.Globalization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Waypost.Api.Http;

namespace Waypost.Api.Hosting;

/// <summary><c>waypostd --export-openapi FILE</c>: writes the OpenAPI document without opening a port.</summary>
public static class OpenApiExport
{
    private const string Option = "--export-openapi";

    public static string? FileIn(string[] args) =>
        args is [Option, var file] ? file : null;

    public static async Task WriteAsync(WebApplication app, string file, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(file, await RenderAsync(app, cancellationToken), cancellationToken);

    public static async Task<string> RenderAsync(WebApplication app, CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        var provider = app.Services.GetRequiredService<IAsyncSwaggerProvider>();
        var document = await provider.GetSwaggerAsync(OpenApiServices.DocumentName);
        await using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAs(OpenApiSpecVersion.OpenApi3_1, new OpenApiJsonWriter(text));
        return text.ToString() + "\n";
    }
}
