using System.Globalization;
using Google.Protobuf;

namespace Waypost.Terraform.Protocol;

/// <summary>Every HTTP/2 request of a launch: Terraform's Provider service and the services that go-plugin expects beside it.</summary>
internal sealed partial class PluginEndpoint(IReadOnlyDictionary<string, UnaryMethod> methods, PluginLifetime lifetime, ILogger<PluginEndpoint> logger)
{
    private const string ProviderService = "/tfplugin6.Provider/";

    // gRPC status codes.
    private const int InvalidArgument = 3;
    private const int Unimplemented = 12;
    private const int Internal = 13;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        context.Response.ContentType = "application/grpc";
        try
        {
            if (path.StartsWith(ProviderService, StringComparison.Ordinal) && methods.TryGetValue(path[ProviderService.Length..], out var method))
            {
                using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.Stopping);
                var answer = await method.InvokeAsync(context.Request.BodyReader, cancel.Token);
                GrpcFrame.Write(context.Response.BodyWriter, answer);
                await SucceedAsync(context);
                return;
            }

            await ServePluginServiceAsync(context, path);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidProtocolBufferException)
        {
            LogMalformed(path, error.Message);
            Fail(context.Response, InvalidArgument, error.Message);
        }
        catch (Exception error)
        {
            LogFailed(path, error);
            Fail(context.Response, Internal, error.Message);
        }
    }

    private async Task ServePluginServiceAsync(HttpContext context, string path)
    {
        switch (path)
        {
            // Streams that Terraform opens at once and expects to stay; nothing is ever sent on them.
            case "/plugin.GRPCStdio/StreamStdio":
            case "/plugin.GRPCBroker/StartStream":
                await HoldOpenAsync(context);
                break;

            // Without this answer Terraform waits two seconds and kills the process.
            case "/plugin.GRPCController/Shutdown":
                GrpcFrame.Write(context.Response.BodyWriter, []);
                context.Response.OnCompleted(() =>
                {
                    lifetime.End();
                    return Task.CompletedTask;
                });
                await SucceedAsync(context);
                break;

            // grpc.health.v1: field 1, status SERVING.
            case "/grpc.health.v1.Health/Check":
                GrpcFrame.Write(context.Response.BodyWriter, [0x08, 0x01]);
                await SucceedAsync(context);
                break;

            default:
                Fail(context.Response, Unimplemented, $"{path} is not served");
                break;
        }
    }

    private async Task HoldOpenAsync(HttpContext context)
    {
        await context.Response.StartAsync(context.RequestAborted);
        await Task.WhenAny(lifetime.Ended, Task.Delay(Timeout.Infinite, context.RequestAborted));
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static async Task SucceedAsync(HttpContext context)
    {
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Fail(HttpResponse response, int status, string message)
    {
        response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Path}: malformed request: {Reason}")]
    private partial void LogMalformed(string path, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Path} failed")]
    private partial void LogFailed(string path, Exception error);
}
