using System.Net.Sockets;

namespace Waypost.Api.Hosting;

/// <summary>Binds every port once before the start, so that a busy one is named with its protocol and its setting.</summary>
public static class PortProbe
{
    /// <summary>One line a listener that cannot be bound.</summary>
    public static IReadOnlyList<string> FindProblems(IEnumerable<Listener> listeners)
    {
        var problems = new List<string>();
        var bound = new List<Socket>();
        try
        {
            foreach (var listener in listeners)
            {
                if (TryBind(listener, bound) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }
        finally
        {
            bound.ForEach(socket => socket.Dispose());
        }

        return problems;
    }

    private static string? TryBind(Listener listener, List<Socket> bound)
    {
        var udp = listener.Transport == "udp";
        try
        {
            var socket = new Socket(listener.EndPoint.AddressFamily, udp ? SocketType.Dgram : SocketType.Stream, udp ? ProtocolType.Udp : ProtocolType.Tcp);
            bound.Add(socket);
            socket.Bind(listener.EndPoint);
            if (!udp)
            {
                socket.Listen(1);
            }

            return null;
        }
        catch (SocketException exception)
        {
            var where = $"{listener.Protocol} cannot listen on {listener.EndPoint} ({listener.Transport})";
            return $"{where}: {Explain(exception)}; {SettingsReader.Label(listener.PortKey)} moves it";
        }
    }

    private static string Explain(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is in use",
        SocketError.AccessDenied => "ports below 1024 need CAP_NET_BIND_SERVICE",
        SocketError.AddressNotAvailable => "this machine does not have the address",
        _ => exception.Message,
    };
}
