using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Transfers;

/// <summary>The header and the question of one message of a response, checked against the query (RFC 5936 section 2.2).</summary>
internal static class TransferMessage
{
    private const int TruncatedFlag = 0x0200;

    /// <summary>Finds the answer section; otherwise tells what is wrong.</summary>
    /// <param name="first">The first message repeats the question; the others may leave it out.</param>
    /// <param name="answers">Where the answer section begins and how many records it has.</param>
    public static TransferRefusal? Check(ReadOnlySpan<byte> message, TransferRequest request, bool first, out (int Position, int Count) answers)
    {
        answers = default;
        if (!MessageHeader.TryRead(message, out var header) || !header.IsResponse || header.Opcode != 0)
        {
            return Refuse("the message is no response to a query");
        }
        if (header.Id != request.Id)
        {
            return Refuse("the message has another ID than the query");
        }
        var code = (ResponseCode)(header.Flags & 15);
        if (code != ResponseCode.NoError)
        {
            // A primary without IXFR says so in one of these ways; BIND's answer to a lost journal is a whole zone.
            return new TransferRefusal(
                $"the primary answered {ResponseCodeText.Of(code)}",
                first && request.Incremental && code is ResponseCode.NotImplemented or ResponseCode.FormatError or ResponseCode.Refused or ResponseCode.ServerFailure);
        }
        if ((header.Flags & TruncatedFlag) != 0 && !request.Datagram)
        {
            return Refuse("the message is marked as truncated");
        }
        if (header.QuestionCount > 1 || (header.QuestionCount == 0 && first))
        {
            return Refuse("the message does not repeat the question");
        }
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        if (header.QuestionCount == 1 && !IsQuestion(ref reader, request))
        {
            return Refuse("the message answers another question");
        }
        answers = (reader.Position, header.AnswerCount);
        return null;
    }

    private static bool IsQuestion(ref WireReader reader, TransferRequest request)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        return reader.TryReadName(name, out var length)
            && reader.TryReadUInt16(out var type)
            && reader.TryReadUInt16(out var @class)
            && WireName.EqualsIgnoreCase(name[..length], request.Origin.Wire)
            && type == request.Type
            && @class == 1;
    }

    private static TransferRefusal Refuse(string reason) => new(reason, false);
}
