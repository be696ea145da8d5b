using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Udp;

/// <summary>Native memory for a batch of datagrams: queries, responses, addresses and control data, laid out once.</summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    /// <summary>How many datagrams a system call moves at most.</summary>
    public const int Size = 32;

    private const int MaxQuery = 4096;
    private const int AddressLength = 32;
    private const int ControlLength = 64;
    private const int PacketInfoOffset = 16;
    private const int SixFamily = 10;
    private const int SixPacketInfo = 50;

    private readonly byte* _memory;
    private readonly LinuxSockets.MessageSlot* _incoming;
    private readonly LinuxSockets.MessageSlot* _outgoing;
    private readonly bool _packetInfo;

    public DatagramBatch(bool packetInfo)
    {
        _packetInfo = packetInfo;
        var slots = 2 * Size * sizeof(LinuxSockets.MessageSlot);
        var vectors = 2 * Size * sizeof(LinuxSockets.Vector);
        const int Buffers = MaxQuery + QueryResponder.MaxUdpPayload + AddressLength + ControlLength;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)(slots + vectors + (Size * Buffers)));
        _incoming = (LinuxSockets.MessageSlot*)_memory;
        _outgoing = _incoming + Size;
        var vector = (LinuxSockets.Vector*)(_memory + slots);
        var next = _memory + slots + vectors;
        for (var i = 0; i < Size; i++)
        {
            _incoming[i] = new() { Vectors = vector, VectorCount = 1 };
            *vector++ = new() { Base = Take(MaxQuery, ref next), Length = MaxQuery };
            _outgoing[i] = new() { Vectors = vector, VectorCount = 1 };
            *vector++ = new() { Base = Take(QueryResponder.MaxUdpPayload, ref next) };
            _incoming[i].Name = Take(AddressLength, ref next);
            _incoming[i].Control = Take(ControlLength, ref next);
        }
    }

    /// <summary>Receives at least one datagram; returns how many, or minus errno.</summary>
    public int Receive(nint socket)
    {
        for (var i = 0; i < Size; i++)
        {
            // The kernel shortened these to what the last datagram had.
            _incoming[i].NameLength = AddressLength;
            _incoming[i].ControlLength = _packetInfo ? ControlLength : 0u;
        }
        var count = LinuxSockets.ReceiveMany(socket, _incoming, Size, LinuxSockets.WaitForOne, 0);
        return count < 0 ? -Marshal.GetLastPInvokeError() : count;
    }

    /// <summary>The bytes of a datagram received.</summary>
    public ReadOnlySpan<byte> Query(int index) => new(_incoming[index].Vectors->Base, (int)_incoming[index].Transferred);

    /// <summary>Who sent a datagram; <paramref name="local"/> where the socket is bound, if to one address.</summary>
    public DnsPeer Peer(int index, UInt128 local)
    {
        ref var slot = ref _incoming[index];
        var name = new ReadOnlySpan<byte>(slot.Name, AddressLength);
        var six = MemoryMarshal.Read<ushort>(name) == SixFamily;
        var address = DnsPeer.ToBits(six ? name.Slice(8, 16) : name.Slice(4, 4));
        return new DnsPeer(address, BinaryPrimitives.ReadUInt16BigEndian(name[2..]), LocalAddress(slot, local), DnsTransport.Udp);
    }

    /// <summary>A way to answer a datagram after its batch.</summary>
    public IDnsReplies Replies(int index, Socket socket)
    {
        ref var slot = ref _incoming[index];
        if (slot.ControlLength == 32)
        {
            *(int*)(slot.Control + PacketInfoOffset) = 0;
        }
        return new DatagramReplies(
            socket,
            new ReadOnlySpan<byte>(slot.Name, (int)slot.NameLength).ToArray(),
            new ReadOnlySpan<byte>(slot.Control, (int)slot.ControlLength).ToArray());
    }

    /// <summary>Where the next response goes.</summary>
    public Span<byte> Response(int outgoing) => new(_outgoing[outgoing].Vectors->Base, QueryResponder.MaxUdpPayload);

    /// <summary>Makes the response ready to go back to where a query came from, from the address that it was sent to.</summary>
    public void Address(int outgoing, int index, int length)
    {
        ref var slot = ref _outgoing[outgoing];
        slot.Vectors->Length = (nuint)length;
        slot.Name = _incoming[index].Name;
        slot.NameLength = _incoming[index].NameLength;
        slot.Control = _incoming[index].Control;
        slot.ControlLength = _incoming[index].ControlLength;
        if (slot.ControlLength == 32)
        {
            // struct in_pktinfo: the interface may differ from the one that the query came in by; the source address stays.
            *(int*)(slot.Control + PacketInfoOffset) = 0;
        }
    }

    /// <summary>Sends the first <paramref name="count"/> responses; one that the kernel refuses is dropped, as the network might.</summary>
    public int Send(nint socket, int count)
    {
        var dropped = 0;
        for (var sent = 0; sent < count;)
        {
            var moved = LinuxSockets.SendMany(socket, _outgoing + sent, (uint)(count - sent), 0);
            if (moved > 0)
            {
                sent += moved;
            }
            else if (Marshal.GetLastPInvokeError() != LinuxSockets.Interrupted)
            {
                sent++;
                dropped++;
            }
        }
        return dropped;
    }

    public void Dispose() => NativeMemory.Free(_memory);

    // struct in_pktinfo has the interface, then the address routed from, then the one of the datagram; in6_pktinfo begins with it.
    private static UInt128 LocalAddress(in LinuxSockets.MessageSlot slot, UInt128 bound)
    {
        var control = new ReadOnlySpan<byte>(slot.Control, (int)slot.ControlLength);
        return control.Length switch
        {
            >= PacketInfoOffset + 20 when MemoryMarshal.Read<int>(control[12..]) == SixPacketInfo => DnsPeer.ToBits(control.Slice(PacketInfoOffset, 16)),
            >= PacketInfoOffset + 12 => DnsPeer.ToBits(control.Slice(PacketInfoOffset + 8, 4)),
            _ => bound,
        };
    }

    private static byte* Take(int length, ref byte* next)
    {
        var taken = next;
        next += length;
        return taken;
    }
}
