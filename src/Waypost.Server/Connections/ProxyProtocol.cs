using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Connections;

/// <summary>The PROXY protocol before whatever a port speaks, for peers that are trusted with it.</summary>
public static class ProxyProtocol
{
    /// <summary>Has connections from <see cref="ProxyOptions.Networks"/> begin with a PROXY header.</summary>
    public static ListenOptions UseProxyProtocol(this ListenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProxyOptions settings = options.ApplicationServices.GetService<IOptions<ProxyOptions>>()?.Value ?? new();
        if (settings.Networks.Length > 0)
        {
            NetworkList trusted = NetworkList.Parse(settings.Networks);
            TimeProvider time = options.ApplicationServices.GetRequiredService<TimeProvider>();
            options.Use(next => connection => RunAsync(connection, next, trusted, settings.HeaderTimeout, time));
        }

        return options;
    }

    /// <summary>Reads the header when the peer is trusted with it, and goes on with the client that it names.</summary>
    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, NetworkList trusted, TimeSpan limit, TimeProvider time)
    {
        if (connection.RemoteEndPoint is not IPEndPoint peer || !trusted.Contains(peer.Address))
        {
            await next(connection);
            return;
        }

        using var slow = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, connection.ConnectionClosed);
        try
        {
            if (!await TryReadAsync(connection, either.Token))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or IOException)
        {
            return;
        }

        await next(connection);
    }

    private static async Task<bool> TryReadAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        PipeReader input = connection.Transport.Input;
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            ProxyStatus status = ProxyHeader.TryRead(read.Buffer, out int length, out IPEndPoint? source);
            if (status == ProxyStatus.Incomplete && !read.IsCompleted)
            {
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            input.AdvanceTo(status == ProxyStatus.Good ? read.Buffer.GetPosition(length) : read.Buffer.End);
            connection.RemoteEndPoint = source ?? connection.RemoteEndPoint;
            return status == ProxyStatus.Good;
        }
    }
}
