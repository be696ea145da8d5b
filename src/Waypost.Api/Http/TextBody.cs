using System.Text;
using Microsoft.Net.Http.Headers;

namespace Waypost.Api.Http;

/// <summary>Bodies that are master files (RFC 1035 section 5; media type text/dns, RFC 4027).</summary>
public static class TextBody
{
    public const string MasterFile = "text/dns";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsMasterFile(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals(MasterFile, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase));

    public static async Task<string> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, StrictUtf8, detectEncodingFromByteOrderMarks: false);
        try
        {
            return await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (DecoderFallbackException)
        {
            throw new BadHttpRequestException("The master file is not UTF-8; write other octets as \\DDD.");
        }
    }
}
