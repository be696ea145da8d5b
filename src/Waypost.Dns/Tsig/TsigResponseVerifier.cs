namespace Waypost.Dns.Tsig;

/// <summary>
/// Verifies the response to a signed request, one message or many (RFC 8945 section 5.3.1). Messages come in their order;
/// one verifier belongs to one exchange.
/// </summary>
public sealed class TsigResponseVerifier(TsigKey key, ReadOnlyMemory<byte> requestMac, TimeProvider time) : IDisposable
{
    // RFC 8945 section 5.3.1: at least every hundredth message is signed.
    private const int MaxUnsigned = 99;

    private TsigMac? _running = TsigDigest.Begin(key, requestMac.Span);
    private bool _started;
    private int _unsigned;

    /// <summary>The error in the last message's TSIG record: the server's, when it refused the request; otherwise this side's finding.</summary>
    public TsigError Error { get; private set; }

    /// <summary>Whether the last message was signed and right: only then is a transfer complete.</summary>
    public bool IsComplete => _started && _unsigned == 0 && Error == TsigError.None;

    /// <summary>
    /// Takes the next message. Verified: all messages up to this one are genuine. Unsigned: taken, but not to be used before a
    /// later one is verified; the first message of a response must be signed. Anything else ends the exchange.
    /// </summary>
    /// <param name="message">The whole message.</param>
    /// <param name="length">Its length without the TSIG record.</param>
    public TsigStatus Verify(ReadOnlySpan<byte> message, out int length)
    {
        length = message.Length;
        var status = TsigRecord.Find(message, out var record);
        if (status == TsigStatus.Malformed || _running is null)
        {
            return TsigStatus.Malformed;
        }
        if (status == TsigStatus.Unsigned)
        {
            if (!_started || ++_unsigned > MaxUnsigned)
            {
                return Refuse(TsigError.BadSignature);
            }
            TsigDigest.AppendMessage(_running, message, ReadId(message), countsTsig: false);
            return TsigStatus.Unsigned;
        }
        length = record.Start;
        if (!record.KeyName.Equals(key.Name) || !record.Algorithm.Equals(key.Algorithm.Name))
        {
            return Refuse(TsigError.BadKey);
        }
        if (record.Mac.Length == 0)
        {
            return Refuse(record.Error == 0 ? TsigError.BadSignature : (TsigError)record.Error);
        }
        if (record.Mac.Length > key.Algorithm.DigestLength || record.Mac.Length < key.Algorithm.ShortestMacLength)
        {
            return TsigStatus.Malformed;
        }
        TsigDigest.AppendMessage(_running, message[..record.Start], record.OriginalId, countsTsig: true);
        if (_started)
        {
            TsigDigest.AppendTimers(_running, record.TimeSigned, record.Fudge);
        }
        else
        {
            TsigDigest.AppendVariables(_running, key, record.TimeSigned, record.Fudge, (TsigError)record.Error, record.Other);
        }
        if (!TsigDigest.Matches(_running, record.Mac))
        {
            return Refuse(TsigError.BadSignature);
        }
        if (record.Error != 0)
        {
            return Refuse((TsigError)record.Error);
        }
        if (!TsigVerifier.IsTimely(record.TimeSigned, record.Fudge, time))
        {
            return Refuse(TsigError.BadTime);
        }
        if (record.Mac.Length < key.MacLength)
        {
            return Refuse(TsigError.BadTruncation);
        }
        _running.Dispose();
        _running = TsigDigest.Begin(key, record.Mac);
        (_started, _unsigned) = (true, 0);
        return TsigStatus.Verified;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _running?.Dispose();
        _running = null;
    }

    private TsigStatus Refuse(TsigError error)
    {
        Error = error;
        return TsigStatus.Refused;
    }

    private static ushort ReadId(ReadOnlySpan<byte> message) => System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(message);
}
