using System.Net;
using System.Net.Sockets;

namespace Waypost.Server.Dns.Udp;

/// <summary>Sends responses to one datagram's sender, later than its batch and from any thread.</summary>
/// <param name="socket">The socket that the datagram came by; closed, nothing is sent.</param>
/// <param name="address">The sender's address, as the kernel gave it.</param>
/// <param name="control">Control data that keeps the source address; empty where the socket has one address.</param>
internal sealed unsafe class DatagramReplies(Socket socket, byte[] address, byte[] control) : IDnsReplies
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var handle = socket.SafeHandle;
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            Send(handle.DangerousGetHandle(), message.Span);
        }
        catch (ObjectDisposedException)
        {
            // The server stops: the client asks again, as if the datagram had been lost.
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
        return ValueTask.CompletedTask;
    }

    private void Send(nint handle, ReadOnlySpan<byte> message)
    {
        fixed (byte* bytes = message, name = address, controlData = control)
        {
            var vector = new LinuxSockets.Vector { Base = bytes, Length = (nuint)message.Length };
            var slot = new LinuxSockets.MessageSlot
            {
                Name = name,
                NameLength = (uint)address.Length,
                Vectors = &vector,
                VectorCount = 1,
                Control = controlData,
                ControlLength = (nuint)control.Length,
            };
            LinuxSockets.SendMany(handle, &slot, 1, 0);
        }
    }
}

/// <summary>The same by the framework's sockets.</summary>
internal sealed class PortableReplies(Socket socket, SocketAddress client) : IDnsReplies
{
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendToAsync(message, SocketFlags.None, client, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Lost, as a datagram may be.
        }
    }
}
