using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns.Deferred;

/// <summary>A message that takes time or state, its signature verified.</summary>
public sealed class DeferredRequest
{
    private DeferredRequest(DnsPeer peer, ReadOnlyMemory<byte> message, MessageHeader header, TsigRequest tsig, View view) =>
        (Peer, Message, Header, Tsig, View) = (peer, message, header, tsig, view);

    /// <summary>Who sent it.</summary>
    public DnsPeer Peer { get; }

    /// <summary>The message, without the TSIG record.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    /// <summary>The message as it was sent, with its signature.</summary>
    public required ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>Its header, without the TSIG record counted.</summary>
    public MessageHeader Header { get; }

    /// <summary>What the signature said.</summary>
    public TsigRequest Tsig { get; }

    /// <summary>The view that the peer sees.</summary>
    public View View { get; }

    /// <summary>The name of the key that signed it; null when it is not signed.</summary>
    public DnsName? Key => Tsig.Status == TsigStatus.Verified ? Tsig.Key!.Name : null;

    /// <summary>The name of the first question; null when there is none.</summary>
    public DnsName? QuestionName { get; private init; }

    /// <summary>QTYPE of the first question, ZTYPE of an update; 0 when there is none.</summary>
    public ushort QuestionType { get; private init; }

    /// <summary>QCLASS of the first question.</summary>
    public ushort QuestionClass { get; private init; }

    /// <summary>Length of the first question; 0 when there is none.</summary>
    public int QuestionLength { get; private init; }

    /// <summary>The longest UDP message that the client takes; null when it sent no OPT.</summary>
    public int? Payload { get; private init; }

    /// <summary>Who sent it, for the audit: the TSIG key, or the address.</summary>
    public string Actor => Key is { } key ? $"tsig-key:{key.ToString()[..^1]}" : DnsPeer.ToAddress(Peer.Address).ToString();

    /// <summary>Reads a message with its TSIG verified; null when it has no header or is a response.</summary>
    internal static DeferredRequest? Read(DnsPeer peer, ReadOnlyMemory<byte> message, TsigRequest tsig, ViewTable views)
    {
        if (!MessageHeader.TryRead(message.Span, out var header) || header.IsResponse)
        {
            return null;
        }
        var stripped = Strip(message, tsig);
        MessageHeader.TryRead(stripped.Span, out header);
        var key = tsig.Status == TsigStatus.Verified ? tsig.Key!.Name : null;
        var view = views.Select(peer, key, header.RecursionDesired);
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        var reader = new WireReader(stripped.Span, compressed: true) { Position = MessageHeader.Length };
        var length = 0;
        ushort type = 0, @class = 0;
        var hasQuestion = header.QuestionCount > 0 && reader.TryReadName(name, out length) && reader.TryReadUInt16(out type) && reader.TryReadUInt16(out @class);
        return new DeferredRequest(peer, stripped, header, tsig, view)
        {
            Original = message,
            QuestionName = hasQuestion ? DnsName.FromWire(name[..length]) : null,
            QuestionType = hasQuestion ? type : (ushort)0,
            QuestionClass = @class,
            QuestionLength = hasQuestion ? reader.Position - MessageHeader.Length : 0,
            Payload = MessageSections.FindPayload(stripped.Span),
        };
    }

    private static ReadOnlyMemory<byte> Strip(ReadOnlyMemory<byte> message, TsigRequest tsig)
    {
        if (tsig.Length == message.Length)
        {
            return message;
        }
        var stripped = message[..tsig.Length].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(stripped.AsSpan(10), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(stripped.AsSpan(10)) - 1));
        return stripped;
    }
}
