using System.Text.Json;

namespace Waypost.Api.Http;

/// <summary>Reads a JSON body where the endpoint also takes other media types.</summary>
public static class JsonBody
{
    public static async Task<T> ReadAsync<T>(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(context.RequestAborted)
                ?? throw new BadHttpRequestException("The JSON body must not be null.");
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The JSON body cannot be read.", exception);
        }
    }
}
