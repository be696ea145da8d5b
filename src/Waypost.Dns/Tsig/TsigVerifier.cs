namespace Waypost.Dns.Tsig;

/// <summary>Verifies the TSIG of requests with the keys of a keyring (RFC 8945 section 5.2).</summary>
public sealed class TsigVerifier(TsigKeyring keyring, TimeProvider time)
{
    /// <summary>Looks at a request's TSIG: key, then MAC, then time, then truncation, in the order of RFC 8945 section 5.2.</summary>
    public TsigRequest Verify(ReadOnlySpan<byte> message)
    {
        var status = TsigRecord.Find(message, out var record);
        if (status != TsigStatus.Verified)
        {
            return new TsigRequest(status, message.Length);
        }
        var algorithm = TsigAlgorithm.Find(record.Algorithm.Wire);
        var key = keyring.Find(record.KeyName);
        var isLegacy = algorithm is { IsLegacy: true } && !keyring.AcceptLegacyAlgorithms;
        if (key is null || key.Algorithm != algorithm || isLegacy)
        {
            return Outcome(TsigStatus.Refused, TsigError.BadKey, null, record, isLegacyRefused: key is not null && isLegacy);
        }
        // RFC 8945 section 5.2.2.1: a length that no policy allows is a malformed record.
        if (record.Mac.Length > algorithm.DigestLength || (record.Mac.Length < algorithm.ShortestMacLength && record.Mac.Length > 0))
        {
            return new TsigRequest(TsigStatus.Malformed, message.Length);
        }
        if (record.Mac.Length == 0 || !Matches(key, message, record))
        {
            return Outcome(TsigStatus.Refused, TsigError.BadSignature, key, record);
        }
        if (!IsTimely(record.TimeSigned, record.Fudge, time))
        {
            return Outcome(TsigStatus.Refused, TsigError.BadTime, key, record);
        }
        return record.Mac.Length < key.MacLength
            ? Outcome(TsigStatus.Refused, TsigError.BadTruncation, key, record)
            : Outcome(TsigStatus.Verified, TsigError.None, key, record);
    }

    internal static bool IsTimely(ulong signed, ushort fudge, TimeProvider time)
    {
        var now = (ulong)time.GetUtcNow().ToUnixTimeSeconds();
        return (now > signed ? now - signed : signed - now) <= fudge;
    }

    private static bool Matches(TsigKey key, ReadOnlySpan<byte> message, in TsigRecord record)
    {
        using var mac = TsigDigest.Begin(key, []);
        TsigDigest.AppendMessage(mac, message[..record.Start], record.OriginalId, countsTsig: true);
        TsigDigest.AppendVariables(mac, key, record.TimeSigned, record.Fudge, (TsigError)record.Error, record.Other);
        return TsigDigest.Matches(mac, record.Mac);
    }

    private static TsigRequest Outcome(TsigStatus status, TsigError error, TsigKey? key, in TsigRecord record, bool isLegacyRefused = false) => new(status, record.Start)
    {
        Error = error,
        IsLegacyRefused = isLegacyRefused,
        Key = key,
        KeyName = record.KeyName,
        AlgorithmName = record.Algorithm,
        TimeSigned = record.TimeSigned,
        MacBytes = record.Mac,
    };
}
