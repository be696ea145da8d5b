using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Waypost.Api.Http;

/// <summary>A merge patch (RFC 7396) whose members are those of <typeparamref name="T"/>; null takes a member away.</summary>
/// <param name="Body">The patch as it was sent: what is null in it differs from what is not in it.</param>
public sealed record MergePatch<T>(JsonObject Body)
{
    public const string MediaType = "application/merge-patch+json";

#pragma warning disable CA1000 // Minimal APIs bind a parameter by a static method of its own type.
    public static async ValueTask<MergePatch<T>?> BindAsync(HttpContext context)
#pragma warning restore CA1000
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Send application/json or " + MediaType + ".", StatusCodes.Status415UnsupportedMediaType);
        }

        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            _ = body.Deserialize<T>(options) ?? throw new BadHttpRequestException("The JSON body must not be null.");
            return new(JsonObject.Create(body.RootElement.Clone())!);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The JSON body cannot be read.", exception);
        }
    }
}
