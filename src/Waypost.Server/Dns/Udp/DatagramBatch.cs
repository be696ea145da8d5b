using System.Runtime.InteropServices;
using Waypost.Dns.Resolving;

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

    private static byte* Take(int length, ref byte* next)
    {
        var taken = next;
        next += length;
        return taken;
    }
}
