using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Tests.Smtp;

/// <summary>Sends octets as they are, where a transcript's lines would be tidied.</summary>
internal static class RawSession
{
    public static async Task PlayAsync(SmtpFixture smtp, string octets, int chunk, Action<string[]> check)
    {
        Pipe toServer = new(), toClient = new();
        DefaultConnectionContext context = new("raw", new Duplex(toServer.Reader, toClient.Writer), new Duplex(toClient.Reader, toServer.Writer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 40000),
        };
        Task server = smtp.ServeAsync(context);
        byte[] bytes = Encoding.Latin1.GetBytes(octets);
        for (int at = 0; at < bytes.Length; at += chunk == 0 ? bytes.Length : chunk)
        {
            await toServer.Writer.WriteAsync(bytes.AsMemory(at, Math.Min(chunk == 0 ? bytes.Length : chunk, bytes.Length - at)), TestContext.Current.CancellationToken);
        }

        await server.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await toClient.Writer.CompleteAsync();
        using StreamReader reader = new(toClient.Reader.AsStream(), Encoding.Latin1);
        check((await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
