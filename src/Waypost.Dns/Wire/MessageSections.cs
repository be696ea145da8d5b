using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.Wire;

/// <summary>Walks over the records of a message without reading what is in them.</summary>
public static class MessageSections
{
    /// <summary>TYPE, CLASS, TTL and RDLENGTH: what stands between the owner and the rdata (RFC 1035 section 3.2.1).</summary>
    public const int RecordHeaderLength = 10;

    private const ushort OptType = 41;
    private const int QuestionTail = 4;

    /// <summary>Moves past a name, whose pointers are not followed; false when it is cut off.</summary>
    public static bool TrySkipName(ReadOnlySpan<byte> message, ref int position)
    {
        while (position < message.Length)
        {
            var label = message[position];
            if (label >= 0xC0)
            {
                position += 2;
                return position <= message.Length;
            }
            if (label > WireName.MaxLabelLength)
            {
                return false;
            }
            position += label + 1;
            if (label == 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Moves past questions; false when they are cut off.</summary>
    public static bool TrySkipQuestions(ReadOnlySpan<byte> message, int count, ref int position)
    {
        for (var i = 0; i < count; i++)
        {
            if (!TrySkipName(message, ref position) || (position += QuestionTail) > message.Length)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Moves past one record; false when it is cut off. Its TYPE is at <paramref name="header"/>, behind the owner.</summary>
    public static bool TrySkipRecord(ReadOnlySpan<byte> message, ref int position, out int header)
    {
        header = 0;
        if (!TrySkipName(message, ref position) || position + RecordHeaderLength > message.Length)
        {
            return false;
        }
        header = position;
        position += RecordHeaderLength + BinaryPrimitives.ReadUInt16BigEndian(message[(position + RecordHeaderLength - 2)..]);
        return position <= message.Length;
    }

    /// <summary>The length of the UDP messages that a client takes, from its OPT record (RFC 6891 section 6.2.3); null without one.</summary>
    public static int? FindPayload(ReadOnlySpan<byte> message)
    {
        if (!MessageHeader.TryRead(message, out var header))
        {
            return null;
        }
        var position = MessageHeader.Length;
        if (!TrySkipQuestions(message, header.QuestionCount, ref position))
        {
            return null;
        }
        for (var left = header.AnswerCount + header.AuthorityCount + header.AdditionalCount; left > 0 && TrySkipRecord(message, ref position, out var at); left--)
        {
            if (left <= header.AdditionalCount && BinaryPrimitives.ReadUInt16BigEndian(message[at..]) == OptType)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]);
            }
        }
        return null;
    }
}
