using System.Buffers.Binary;
using System.Text;

namespace Waypost.Terraform.Cty;

/// <summary>The families of MessagePack's formats.</summary>
internal enum MsgpackToken
{
    Nil,
    Truth,
    Integer,
    Float,
    Text,
    Binary,
    Array,
    Map,
    Extension,
}

/// <summary>Reads MessagePack (the 2013 specification). Anything malformed, short or oversized is <see cref="InvalidDataException"/>.</summary>
internal ref struct MsgpackReader(ReadOnlySpan<byte> data)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> rest = data;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly MsgpackToken Peek() => (rest.IsEmpty ? throw Malformed("end of data") : rest[0]) switch
    {
        0xc0 => MsgpackToken.Nil,
        0xc2 or 0xc3 => MsgpackToken.Truth,
        <= 0x7f or >= 0xe0 or (>= 0xcc and <= 0xd3) => MsgpackToken.Integer,
        0xca or 0xcb => MsgpackToken.Float,
        (>= 0xa0 and <= 0xbf) or (>= 0xd9 and <= 0xdb) => MsgpackToken.Text,
        >= 0xc4 and <= 0xc6 => MsgpackToken.Binary,
        (>= 0x90 and <= 0x9f) or 0xdc or 0xdd => MsgpackToken.Array,
        (>= 0x80 and <= 0x8f) or 0xde or 0xdf => MsgpackToken.Map,
        (>= 0xc7 and <= 0xc9) or (>= 0xd4 and <= 0xd8) => MsgpackToken.Extension,
        var code => throw Malformed($"format 0x{code:x2}"),
    };

    public bool TryReadNil()
    {
        if (Peek() != MsgpackToken.Nil)
        {
            return false;
        }

        Take(1);
        return true;
    }

    public bool ReadTruth() => Byte() switch
    {
        0xc2 => false,
        0xc3 => true,
        var code => throw Malformed($"format 0x{code:x2} for a bool"),
    };

    public CtyNumber ReadNumber()
    {
        var code = Byte();
        return code switch
        {
            <= 0x7f => CtyNumber.Of((long)code),
            >= 0xe0 => CtyNumber.Of((sbyte)code),
            0xcc => CtyNumber.Of((long)Byte()),
            0xcd => CtyNumber.Of((long)UInt16()),
            0xce => CtyNumber.Of((long)UInt32()),
            0xcf => UInt64() is var large && large <= long.MaxValue ? CtyNumber.Of((long)large) : CtyNumber.Of(large),
            0xd0 => CtyNumber.Of((sbyte)Byte()),
            0xd1 => CtyNumber.Of((short)UInt16()),
            0xd2 => CtyNumber.Of((int)UInt32()),
            0xd3 => CtyNumber.Of((long)UInt64()),
            0xca => CtyNumber.Of(BinaryPrimitives.ReadSingleBigEndian(Take(4))),
            0xcb => CtyNumber.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8))),

            // cty sends as text what neither 64 bits nor a double hold exactly.
            _ => CtyNumber.Of(Decode(Take(TextLength(code)))),
        };
    }

    public string ReadText() => Decode(Take(TextLength(Byte())));

    public ReadOnlySpan<byte> ReadBinary() => Take(Byte() switch
    {
        0xc4 => Byte(),
        0xc5 => UInt16(),
        0xc6 => UInt32(),
        var code => throw Malformed($"format 0x{code:x2} for binary"),
    });

    /// <summary>The number of elements that follow, bounded by the bytes that are left.</summary>
    public int ReadArrayHeader() => Count(Byte() switch
    {
        var code and >= 0x90 and <= 0x9f => (uint)(code & 0x0f),
        0xdc => UInt16(),
        0xdd => UInt32(),
        var code => throw Malformed($"format 0x{code:x2} for an array"),
    });

    /// <summary>The number of pairs that follow, bounded by the bytes that are left.</summary>
    public int ReadMapHeader() => Count(Byte() switch
    {
        var code and >= 0x80 and <= 0x8f => (uint)(code & 0x0f),
        0xde => UInt16(),
        0xdf => UInt32(),
        var code => throw Malformed($"format 0x{code:x2} for a map"),
    });

    public void SkipExtension()
    {
        long length = Byte() switch
        {
            0xd4 => 1,
            0xd5 => 2,
            0xd6 => 4,
            0xd7 => 8,
            0xd8 => 16,
            0xc7 => Byte(),
            0xc8 => UInt16(),
            0xc9 => UInt32(),
            var code => throw Malformed($"format 0x{code:x2} for an extension"),
        };
        Take(length + 1);
    }

    private static InvalidDataException Malformed(string what) => new($"Malformed MessagePack: {what}.");

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("text that is not UTF-8");
        }
    }

    private long TextLength(byte code) => code switch
    {
        >= 0xa0 and <= 0xbf => code & 0x1f,
        0xd9 => Byte(),
        0xda => UInt16(),
        0xdb => UInt32(),
        _ => throw Malformed($"format 0x{code:x2} for text"),
    };

    private readonly int Count(uint count) => count <= (uint)rest.Length ? (int)count : throw Malformed("a count beyond the data");

    private byte Byte() => Take(1)[0];

    private ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    private ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > rest.Length)
        {
            throw Malformed("end of data");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }
}
