using System.Buffers.Binary;
using System.Security.Cryptography;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Tsig;

/// <summary>What a MAC is computed over (RFC 8945 section 4.3).</summary>
internal static class TsigDigest
{
    /// <summary>Starts a digest: behind the MAC of the request, or of the message before (section 4.3.1, 5.3.1).</summary>
    public static TsigMac Begin(TsigKey key, ReadOnlySpan<byte> earlierMac)
    {
        var mac = TsigMac.Create(key);
        if (!earlierMac.IsEmpty)
        {
            Span<byte> length = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)earlierMac.Length);
            mac.Append(length);
            mac.Append(earlierMac);
        }
        return mac;
    }

    /// <summary>Adds a message as it was before the TSIG record came: its own ID, one additional record less (section 4.3.2).</summary>
    public static void AppendMessage(TsigMac mac, ReadOnlySpan<byte> message, ushort originalId, bool countsTsig)
    {
        Span<byte> header = stackalloc byte[MessageHeader.Length];
        message[..MessageHeader.Length].CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header, originalId);
        if (countsTsig)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header[10..]) - 1));
        }
        mac.Append(header);
        mac.Append(message[MessageHeader.Length..]);
    }

    /// <summary>Adds the TSIG variables (section 4.3.3).</summary>
    public static void AppendVariables(TsigMac mac, TsigKey key, ulong time, ushort fudge, TsigError error, ReadOnlySpan<byte> other)
    {
        mac.Append(key.LowerName);
        mac.Append([0, (byte)TsigRecord.AnyClass, 0, 0, 0, 0]);
        mac.Append(key.Algorithm.LowerName);
        AppendTimers(mac, time, fudge);
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(tail, (ushort)error);
        BinaryPrimitives.WriteUInt16BigEndian(tail[2..], (ushort)other.Length);
        mac.Append(tail);
        mac.Append(other);
    }

    /// <summary>Adds the time and the fudge only: for every message of a transfer but the first (section 5.3.1).</summary>
    public static void AppendTimers(TsigMac mac, ulong time, ushort fudge)
    {
        Span<byte> timers = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(timers, (time << 16) | fudge);
        mac.Append(timers);
    }

    /// <summary>Compares a MAC that may be truncated, in constant time.</summary>
    public static bool Matches(TsigMac mac, ReadOnlySpan<byte> received)
    {
        Span<byte> digest = stackalloc byte[TsigAlgorithm.MaxMacLength];
        var length = mac.Finish(digest);
        return received.Length <= length && CryptographicOperations.FixedTimeEquals(digest[..received.Length], received);
    }
}
