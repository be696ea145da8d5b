using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waypost.Storage.Idempotency;

namespace Waypost.Api.Http;

/// <summary>
/// A POST with an Idempotency-Key is done once: the answer is kept for a day, and given again when the same request comes again.
/// Another request under the key is a 422, the same one while the first is not answered yet a 409.
/// </summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyRepository kept)
{
    public const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotency-Replayed";
    private const int LongestKey = 255;
    private const int MaxAnswer = 16 << 20;

    private static readonly string[] KeptHeaders = ["Content-Type", "ETag", "Location"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Headers[Header] is not [{ } key] || context.User.Identity?.IsAuthenticated != true)
        {
            await next(context);
            return;
        }

        if (key.Length is 0 or > LongestKey)
        {
            await Problems.Malformed($"{Header} must have 1 to {LongestKey} characters.").ExecuteAsync(context);
            return;
        }

        var keyHash = Hash(Encoding.UTF8.GetBytes(context.Actor() + "\n" + key));
        var requestHash = await HashRequestAsync(context);
        if (await kept.TakeAsync(keyHash, requestHash, context.RequestAborted) is { } answer)
        {
            await RepeatAsync(context, answer, requestHash);
            return;
        }

        await AnswerAsync(context, keyHash);
    }

    private static async Task RepeatAsync(HttpContext context, KeptAnswer answer, string requestHash)
    {
        if (answer.RequestHash != requestHash)
        {
            await Problems.Invalid([new(Header, "was used for another request: send a new key")]).ExecuteAsync(context);
            return;
        }

        if (answer.Status is not { } status)
        {
            await Problems.Conflict("The first request with this Idempotency-Key is still being answered.").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = status;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Headers ?? "{}") ?? [])
        {
            context.Response.Headers[name] = value;
        }

        context.Response.Headers[ReplayedHeader] = "true";
        await context.Response.Body.WriteAsync(answer.Body ?? [], context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, string keyHash)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        var isKept = false;
        try
        {
            await next(context);

            // What is shown once is not kept anywhere, and what failed here may succeed when it is sent again.
            if (context.Response.StatusCode < 500 && context.Response.Headers.CacheControl != "no-store" && buffer.Length <= MaxAnswer)
            {
                var headers = KeptHeaders.Where(name => context.Response.Headers.ContainsKey(name)).ToDictionary(name => name, name => context.Response.Headers[name].ToString(), StringComparer.Ordinal);
                await kept.CompleteAsync(keyHash, context.Response.StatusCode, JsonSerializer.Serialize(headers), buffer.ToArray(), CancellationToken.None);
                isKept = true;
            }
        }
        finally
        {
            context.Response.Body = body;
            if (!isKept)
            {
                await kept.ForgetAsync(keyHash, CancellationToken.None);
            }
        }

        await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private static async Task<string> HashRequestAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Path}{context.Request.QueryString}\n{context.Request.ContentType}\n"));
        context.Request.EnableBuffering();
        var buffer = new byte[16 * 1024];
        int length;
        while ((length = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, length));
        }

        context.Request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(byte[] octets) => Convert.ToHexStringLower(SHA256.HashData(octets));
}
