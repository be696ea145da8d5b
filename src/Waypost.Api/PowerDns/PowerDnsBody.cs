using System.Text.Json;

namespace Waypost.Api.PowerDns;

/// <summary>A JSON body, read member by member as PowerDNS does: members that it does not know are ignored.</summary>
internal sealed record PowerDnsBody(JsonElement Root)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static async ValueTask<PowerDnsBody?> BindAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            return new(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw PowerDnsException.BadRequest();
        }
    }
}
