using System.Net;
using System.Net.Sockets;

namespace Waypost.Server.Dns;

/// <summary>A port cannot be listened on; the message names the address, the port and the setting to change.</summary>
public sealed class PortInUseException : IOException
{
    internal PortInUseException(IPEndPoint endPoint, string protocol, string addressSetting, string portSetting, SocketException inner)
        : base(Describe(endPoint, protocol, addressSetting, portSetting, inner), inner)
    {
    }

    private static string Describe(IPEndPoint endPoint, string protocol, string addressSetting, string portSetting, SocketException inner) => inner.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"{protocol} port {endPoint.Port} on {endPoint.Address} is in use by another process. Stop it, or set {portSetting} to a free port.",
        SocketError.AccessDenied =>
            $"{protocol} port {endPoint.Port} on {endPoint.Address} needs a privilege (CAP_NET_BIND_SERVICE). Grant it, or set {portSetting} to 1024 or above.",
        SocketError.AddressNotAvailable =>
            $"This machine has no address {endPoint.Address} for {protocol} port {endPoint.Port}. Set {addressSetting} to one that it has.",
        _ => $"{protocol} port {endPoint.Port} on {endPoint.Address} cannot be listened on ({inner.SocketErrorCode}). See {addressSetting} and {portSetting}.",
    };
}
