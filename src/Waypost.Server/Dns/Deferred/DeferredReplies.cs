using System.Buffers.Binary;
using Waypost.Dns.Resolving;
using Waypost.Dns.Tsig;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns.Deferred;

/// <summary>Sends the responses to one request, signed when the request was.</summary>
public sealed class DeferredReplies(DeferredRequest request, IDnsReplies replies, TsigSigner? signer)
{
    private const int QrFlag = 0x8000;

    // OPCODE, RD and CD are the client's.
    private const int EchoedFlags = 0x7910;

    /// <summary>The OPT record of a response with a code below 16.</summary>
    public static ReadOnlySpan<byte> Opt => [0, 0, 41, QueryResponder.MaxUdpPayload >> 8, QueryResponder.MaxUdpPayload & 255, 0, 0, 0, 0, 0, 0];

    /// <summary>Room that the buffer of a response must have behind the message.</summary>
    public int Overhead => signer?.Overhead ?? 0;

    /// <summary>The longest response without its signature.</summary>
    public int MaxLength => (request.Peer.IsStream ? QueryResponder.MaxTcpPayload : Math.Clamp(request.Payload ?? 0, 512, QueryResponder.MaxUdpPayload)) - Overhead;

    /// <summary>Signs the message in the first <paramref name="length"/> bytes, in place, and sends it.</summary>
    public ValueTask SendAsync(Memory<byte> buffer, int length, CancellationToken cancellationToken) =>
        replies.SendAsync(buffer[..(signer?.Sign(buffer.Span, length) ?? length)], cancellationToken);

    /// <summary>Sends another server's response as it is, its signature with it.</summary>
    public ValueTask RelayAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken) => replies.SendAsync(response, cancellationToken);

    /// <summary>Sends a response of a code: header, the question as it was, OPT when the request had one.</summary>
    public ValueTask SendCodeAsync(ResponseCode code, CancellationToken cancellationToken)
    {
        var buffer = new byte[MessageHeader.Length + request.QuestionLength + Opt.Length + Overhead];
        return SendAsync(buffer, WriteCode(buffer, code, 0), cancellationToken);
    }

    /// <summary>Writes such a response into a buffer; returns its length. <paramref name="flags"/> are added to the header.</summary>
    public int WriteCode(Span<byte> buffer, ResponseCode code, int flags)
    {
        var length = MessageHeader.Length + request.QuestionLength;
        request.Message.Span[..length].CopyTo(buffer);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)(QrFlag | (request.Header.Flags & EchoedFlags) | flags | ((int)code & 15)));
        buffer[4..MessageHeader.Length].Clear();
        buffer[5] = (byte)(request.QuestionLength > 0 ? 1 : 0);
        if (request.Payload is not null)
        {
            buffer[11] = 1;
            Opt.CopyTo(buffer[length..]);
            buffer[length + 5] = (byte)((int)code >> 4);
            length += Opt.Length;
        }
        return length;
    }
}
