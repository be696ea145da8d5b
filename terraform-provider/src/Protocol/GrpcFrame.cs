using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Waypost.Terraform.Protocol;

/// <summary>
/// gRPC's length-prefixed message: one byte of flags, four of length, the message. Framed by hand because a plugin has
/// some twenty unary methods and starts several times a command; a gRPC server's routing and activation cost more
/// than everything else together.
/// </summary>
internal static class GrpcFrame
{
    private const int HeaderLength = 5;
    private const int MaxMessageLength = 256 << 20;

    /// <summary>Reads the one message of a unary call. <see cref="InvalidDataException"/> when it is not one.</summary>
    public static async ValueTask<T> ReadAsync<T>(PipeReader reader, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TrySplit(buffer, out var payload))
            {
                var message = parser.ParseFrom(payload);
                reader.AdvanceTo(buffer.End);
                return message;
            }

            if (result.IsCompleted)
            {
                throw new InvalidDataException("The gRPC message ends before its length.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public static void Write(IBufferWriter<byte> writer, IMessage message)
    {
        WriteHeader(writer, message.CalculateSize());
        message.WriteTo(writer);
    }

    public static void Write(IBufferWriter<byte> writer, ReadOnlySpan<byte> payload)
    {
        WriteHeader(writer, payload.Length);
        writer.Write(payload);
    }

    private static void WriteHeader(IBufferWriter<byte> writer, int length)
    {
        var header = writer.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        writer.Advance(HeaderLength);
    }

    private static bool TrySplit(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] != 0 || length > MaxMessageLength)
        {
            throw new InvalidDataException(header[0] != 0 ? "Compressed gRPC messages are not accepted." : "The gRPC message is over 256 MB.");
        }

        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        payload = buffer.Slice(HeaderLength, length);
        return true;
    }
}
