using Microsoft.AspNetCore.WebUtilities;

namespace Waypost.Api.PowerDns;

/// <summary>The one catch under <c>/api</c>: every refusal is <c>{"error": "..."}</c>, as PowerDNS has it.</summary>
public sealed partial class PowerDnsErrors(RequestDelegate next, ILogger<PowerDnsErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (PowerDnsException exception)
        {
            await AnswerAsync(context, exception.Status, exception.Message);
            return;
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode, ReasonPhrases.GetReasonPhrase(exception.StatusCode));
            return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, 500, "Internal Server Error");
            return;
        }

        var response = context.Response;
        if (response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
        {
            await AnswerAsync(context, response.StatusCode, ReasonPhrases.GetReasonPhrase(response.StatusCode), clear: false);
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string message, bool clear = true)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (clear)
        {
            context.Response.Clear();
        }

        await PowerDnsResults.Error(status, message).ExecuteAsync(context);
    }

    [LoggerMessage(1101, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, PathString path);
}
