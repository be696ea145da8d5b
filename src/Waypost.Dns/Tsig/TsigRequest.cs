using Waypost.Dns.Names;

namespace Waypost.Dns.Tsig;

/// <summary>What a request's TSIG said.</summary>
public sealed class TsigRequest
{
    internal TsigRequest(TsigStatus status, int length) => (Status, Length) = (status, length);

    /// <summary>Unsigned, verified, refused or malformed.</summary>
    public TsigStatus Status { get; }

    /// <summary>Length of the message without the TSIG record; ARCOUNT still counts it.</summary>
    public int Length { get; }

    /// <summary>Why it is refused.</summary>
    public TsigError Error { get; internal init; }

    /// <summary>Whether the key is known and its algorithm is what is refused (RFC 8945 section 6).</summary>
    public bool IsLegacyRefused { get; internal init; }

    /// <summary>The key: always there when verified; when refused, if it is known.</summary>
    public TsigKey? Key { get; internal init; }

    /// <summary>The name of the key that the message claims, also when there is none; null without TSIG.</summary>
    public DnsName? KeyName { get; internal init; }

    /// <summary>The algorithm that the message claims; null without TSIG.</summary>
    public DnsName? AlgorithmName { get; internal init; }

    /// <summary>When the client signed, seconds since 1970.</summary>
    public ulong TimeSigned { get; internal init; }

    /// <summary>The request's MAC, with which the response's begins.</summary>
    public ReadOnlyMemory<byte> Mac => MacBytes;

    internal byte[] MacBytes { get; init; } = [];
}
