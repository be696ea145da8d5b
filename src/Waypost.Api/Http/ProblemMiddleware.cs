using System.Text.Json;

namespace Waypost.Api.Http;

/// <summary>The one catch of the HTTP layer: a request that cannot be read is a 4xx problem, anything else is a logged 500 without details.</summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.InnerException is JsonException json ? JsonProblem.Of(json) : Unreadable(exception));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, Problems.OfStatus(500));
        }
    }

    private static IResult Unreadable(BadHttpRequestException exception) => exception.StatusCode switch
    {
        400 => Problems.Malformed(Sentence(exception.Message)),
        var status => Problems.OfStatus(status),
    };

    // Parameter binding names the CLR type of the parameter; clients know only its name.
    private static string Sentence(string message) =>
        message.StartsWith("Failed to bind parameter \"", StringComparison.Ordinal) && message.Split('"') is { Length: >= 4 } parts
            ? $"The parameter {parts[1].Split(' ')[^1]} cannot be \"{parts[3]}\"."
            : message.StartsWith("Implicit body inferred", StringComparison.Ordinal) || message.StartsWith("Required parameter", StringComparison.Ordinal)
                ? "A required parameter or the JSON body is missing."
                : message;

    private static async Task AnswerAsync(HttpContext context, IResult problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await problem.ExecuteAsync(context);
    }

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, PathString path);
}
