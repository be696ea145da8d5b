using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Dns.Serving;

/// <summary>How a message came.</summary>
public enum DnsTransport
{
    /// <summary>Datagrams (RFC 1035 section 4.2.1).</summary>
    Udp,

    /// <summary>A stream (RFC 7766).</summary>
    Tcp,

    /// <summary>A stream inside TLS (RFC 7858, RFC 9103).</summary>
    Tls,
}

/// <summary>Who sent a message, and to which of the server's addresses. A value, so that queries allocate nothing.</summary>
/// <param name="Address">The sender's address in network order; IPv4 as <c>::ffff:a.b.c.d</c> (RFC 4291 section 2.5.5.2).</param>
/// <param name="Port">The sender's port.</param>
/// <param name="LocalAddress">The address that the message was sent to, in the same form; 0 when it is not known.</param>
/// <param name="Transport">How it came.</param>
public readonly record struct DnsPeer(UInt128 Address, ushort Port, UInt128 LocalAddress, DnsTransport Transport)
{
    private static readonly UInt128 MappedPrefix = new(0, 0x0000_FFFF_0000_0000);

    /// <summary>Whether responses need not fit a datagram.</summary>
    public bool IsStream => Transport != DnsTransport.Udp;

    /// <summary>The peer of a connection or datagram.</summary>
    public static DnsPeer Of(IPEndPoint remote, IPAddress local, DnsTransport transport) =>
        new(ToBits(remote.Address), (ushort)remote.Port, ToBits(local), transport);

    /// <summary>An address in the form of <see cref="Address"/>.</summary>
    public static UInt128 ToBits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        return ToBits(bytes[..written]);
    }

    /// <summary>Four or sixteen bytes in the form of <see cref="Address"/>.</summary>
    public static UInt128 ToBits(ReadOnlySpan<byte> address) =>
        address.Length == 4 ? MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(address) : BinaryPrimitives.ReadUInt128BigEndian(address);

    /// <summary>The address back; IPv4 when it was mapped.</summary>
    public static IPAddress ToAddress(UInt128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The sender, as logs show it: <c>192.0.2.1#53</c>, BIND's form.</summary>
    public override string ToString()
    {
        var address = ToAddress(Address);
        return address.AddressFamily == AddressFamily.InterNetwork || address.ScopeId == 0 ? $"{address}#{Port}" : $"{address}%{address.ScopeId}#{Port}";
    }
}
