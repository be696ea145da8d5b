using System.Net;
using System.Net.Sockets;

namespace Waypost.Testing;

/// <summary>Ports nobody listens on, for servers under test.</summary>
public static class FreePort
{
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that is free for TCP and UDP on 127.0.0.1 and that this process has not handed out before.</summary>
    public static int Next()
    {
        while (true)
        {
            using TcpListener tcp = new(IPAddress.Loopback, 0);
            tcp.Start();
            int port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            lock (Given)
            {
                if (Given.Contains(port) || !UdpIsFree(port))
                {
                    continue;
                }

                Given.Add(port);
            }

            return port;
        }
    }

    private static bool UdpIsFree(int port)
    {
        try
        {
            using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
