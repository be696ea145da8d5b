using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Waypost.Server.Dns.Udp;

/// <summary>Binds listeners: on Linux a socket each, so that the kernel spreads the load; elsewhere one.</summary>
public static class UdpListeners
{
    private const int SolSocket = 1;
    private const int SoReusePort = 15;

    // Enough for a burst while a thread is off the processor; the kernel may grant less.
    private const int ReceiveBufferSize = 4 << 20;

    /// <summary>Binds <paramref name="count"/> listeners, or one where sockets cannot share a port; throws <see cref="PortInUseException"/>.</summary>
    public static IReadOnlyList<IUdpListener> Bind(IPEndPoint endPoint, int count, DnsExchange exchange, ILogger logger, bool portable = false)
    {
        if (portable || !OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return [new PortableUdpListener(BindSocket(endPoint, shared: false), exchange, logger)];
        }
        if (endPoint.Port != 0)
        {
            // SO_REUSEPORT would let a second server of the same user in: without it, the first bind tells.
            BindSocket(endPoint, shared: false).Dispose();
        }
        var listeners = new List<IUdpListener>(count);
        try
        {
            while (listeners.Count < count)
            {
                listeners.Add(new LinuxUdpListener(BindSocket(endPoint, shared: true), exchange, logger));
                endPoint = listeners[0].LocalEndPoint;
            }
            return listeners;
        }
        catch
        {
            listeners.ForEach(listener => listener.Dispose());
            throw;
        }
    }

    private static Socket BindSocket(IPEndPoint endPoint, bool shared)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }
            if (shared)
            {
                socket.SetRawSocketOption(SolSocket, SoReusePort, BitConverter.GetBytes(1));
                socket.ReceiveBufferSize = ReceiveBufferSize;
            }
            socket.ReceiveTimeout = (int)IUdpListener.PollInterval.TotalMilliseconds;
            socket.Bind(endPoint);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new PortInUseException(endPoint, "UDP", "Dns:Address", "Dns:Port", exception);
        }
    }
}
