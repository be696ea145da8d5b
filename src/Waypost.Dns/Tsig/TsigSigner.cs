using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.Tsig;

/// <summary>
/// Signs a request, or the messages of one response in their order (RFC 8945 sections 5.1, 5.3). One signer belongs to one
/// exchange and is used by one thread at a time.
/// </summary>
public sealed class TsigSigner
{
    /// <summary>The fudge in seconds that RFC 8945 section 10 recommends.</summary>
    public const ushort DefaultFudge = 300;

    private readonly TimeProvider _time;
    private readonly DnsName _keyName;
    private readonly DnsName _algorithm;
    private readonly TsigKey? _key;
    private readonly TsigError _error;
    private readonly ulong? _requestTime;
    private byte[] _earlierMac;
    private bool _started;

    private TsigSigner(TimeProvider time, DnsName keyName, DnsName algorithm, TsigKey? key, byte[] earlierMac, TsigError error, ulong? requestTime)
    {
        (_time, _keyName, _algorithm, _key, _earlierMac, _error, _requestTime) = (time, keyName, algorithm, key, earlierMac, error, requestTime);
    }

    /// <summary>The most bytes that <see cref="Sign"/> adds to a message.</summary>
    public int Overhead => _keyName.Wire.Length + 10 + _algorithm.Wire.Length + 16 + (_key?.MacLength ?? 0) + (_error == TsigError.BadTime ? 6 : 0);

    /// <summary>The MAC of the message signed last: the answer to a request is verified with it.</summary>
    public ReadOnlyMemory<byte> LastMac => _earlierMac;

    /// <summary>Signs a request, or a NOTIFY, with a key.</summary>
    public static TsigSigner ForRequest(TsigKey key, TimeProvider time) => new(time, key.Name, key.Algorithm.Name, key, [], TsigError.None, null);

    /// <summary>
    /// Signs the response to a request; null when that was not signed. A request with an unknown key or a wrong MAC gets a
    /// TSIG without a MAC, one at a wrong time or with a short MAC a signed one (RFC 8945 section 5.3.2).
    /// </summary>
    public static TsigSigner? ForResponse(TsigRequest request, TimeProvider time) => request.Status switch
    {
        TsigStatus.Verified => new(time, request.Key!.Name, request.Key.Algorithm.Name, request.Key, request.MacBytes, TsigError.None, null),
        TsigStatus.Refused => new(
            time,
            request.KeyName!,
            request.AlgorithmName!,
            request.Error is TsigError.BadTime or TsigError.BadTruncation ? request.Key : null,
            request.MacBytes,
            request.Error,
            request.TimeSigned),
        _ => null,
    };

    /// <summary>
    /// Appends the TSIG record to the message in the first <paramref name="length"/> bytes of <paramref name="buffer"/>, which has
    /// <see cref="Overhead"/> bytes of room, and counts it in the header; returns the new length.
    /// </summary>
    public int Sign(Span<byte> buffer, int length)
    {
        // RFC 8945 section 5.2.3: the client's own time, which the client can verify; the server's goes into Other Data.
        var now = (ulong)_time.GetUtcNow().ToUnixTimeSeconds();
        var time = _error == TsigError.BadTime ? _requestTime ?? now : now;
        Span<byte> other = stackalloc byte[6];
        WriteTime(other, now);
        other = _error == TsigError.BadTime ? other : [];
        var id = BinaryPrimitives.ReadUInt16BigEndian(buffer);
        if (_key is not null)
        {
            _earlierMac = ComputeMac(_key, buffer[..length], id, time, other);
        }
        var mac = _key is null ? [] : _earlierMac;
        _started = true;
        return Append(buffer, length, id, time, mac, other);
    }

    private byte[] ComputeMac(TsigKey key, ReadOnlySpan<byte> message, ushort id, ulong time, ReadOnlySpan<byte> other)
    {
        using var mac = TsigDigest.Begin(key, _earlierMac);
        TsigDigest.AppendMessage(mac, message, id, countsTsig: false);
        if (_started)
        {
            TsigDigest.AppendTimers(mac, time, DefaultFudge);
        }
        else
        {
            TsigDigest.AppendVariables(mac, key, time, DefaultFudge, _error, other);
        }
        Span<byte> digest = stackalloc byte[TsigAlgorithm.MaxMacLength];
        mac.Finish(digest);
        return digest[..key.MacLength].ToArray();
    }

    private int Append(Span<byte> buffer, int length, ushort id, ulong time, ReadOnlySpan<byte> mac, ReadOnlySpan<byte> other)
    {
        var at = length;
        Put(buffer, ref at, _keyName.Wire);
        Put(buffer, ref at, [0, (byte)TsigRecord.Type, 0, (byte)TsigRecord.AnyClass, 0, 0, 0, 0]);
        PutUInt16(buffer, ref at, _algorithm.Wire.Length + 16 + mac.Length + other.Length);
        Put(buffer, ref at, _algorithm.Wire);
        WriteTime(buffer[at..], time);
        at += 6;
        PutUInt16(buffer, ref at, DefaultFudge);
        PutUInt16(buffer, ref at, mac.Length);
        Put(buffer, ref at, mac);
        PutUInt16(buffer, ref at, id);
        PutUInt16(buffer, ref at, (int)_error);
        PutUInt16(buffer, ref at, other.Length);
        Put(buffer, ref at, other);
        var additional = 10;
        PutUInt16(buffer, ref additional, BinaryPrimitives.ReadUInt16BigEndian(buffer[10..]) + 1);
        return at;
    }

    private static void Put(Span<byte> buffer, ref int at, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer[at..]);
        at += bytes.Length;
    }

    private static void PutUInt16(Span<byte> buffer, ref int at, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer[at..], (ushort)value);
        at += 2;
    }

    private static void WriteTime(Span<byte> destination, ulong time)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(time >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)time);
    }
}
