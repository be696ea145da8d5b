using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Waypost.Terraform.Cty;

/// <summary>Writes MessagePack in the shortest format of each value, as cty does.</summary>
internal sealed class MsgpackWriter(IBufferWriter<byte> output)
{
    public void WriteNil() => Put(0xc0);

    public void WriteTruth(bool value) => Put(value ? (byte)0xc3 : (byte)0xc2);

    public void WriteInteger(long value)
    {
        switch (value)
        {
            case >= 0:
                WriteUnsigned((ulong)value);
                break;
            case >= -32:
                Put((byte)value);
                break;
            case >= sbyte.MinValue:
                Put(0xd0, (ulong)value, 1);
                break;
            case >= short.MinValue:
                Put(0xd1, (ulong)value, 2);
                break;
            case >= int.MinValue:
                Put(0xd2, (ulong)value, 4);
                break;
            default:
                Put(0xd3, (ulong)value, 8);
                break;
        }
    }

    public void WriteText(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        switch (length)
        {
            case < 32:
                Put((byte)(0xa0 | length));
                break;
            case <= byte.MaxValue:
                Put(0xd9, (ulong)length, 1);
                break;
            default:
                PutLength(0xda, 0xdb, length);
                break;
        }

        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(Math.Max(length, 1))));
    }

    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        if (value.Length <= byte.MaxValue)
        {
            Put(0xc4, (ulong)value.Length, 1);
        }
        else
        {
            PutLength(0xc5, 0xc6, value.Length);
        }

        output.Write(value);
    }

    public void WriteArrayHeader(int count)
    {
        if (count < 16)
        {
            Put((byte)(0x90 | count));
        }
        else
        {
            PutLength(0xdc, 0xdd, count);
        }
    }

    public void WriteMapHeader(int count)
    {
        if (count < 16)
        {
            Put((byte)(0x80 | count));
        }
        else
        {
            PutLength(0xde, 0xdf, count);
        }
    }

    /// <summary>cty's unknown: extension type 0, one byte of no meaning.</summary>
    public void WriteUnknown() => output.Write((ReadOnlySpan<byte>)[0xd4, 0x00, 0x00]);

    private void WriteUnsigned(ulong value)
    {
        switch (value)
        {
            case < 0x80:
                Put((byte)value);
                break;
            case <= byte.MaxValue:
                Put(0xcc, value, 1);
                break;
            case <= ushort.MaxValue:
                Put(0xcd, value, 2);
                break;
            case <= uint.MaxValue:
                Put(0xce, value, 4);
                break;
            default:
                Put(0xcf, value, 8);
                break;
        }
    }

    private void PutLength(byte code16, byte code32, int length)
    {
        if (length <= ushort.MaxValue)
        {
            Put(code16, (ulong)length, 2);
        }
        else
        {
            Put(code32, (ulong)length, 4);
        }
    }

    private void Put(byte code)
    {
        output.GetSpan(1)[0] = code;
        output.Advance(1);
    }

    // The low `width` bytes of the value, most significant first, after the format's code.
    private void Put(byte code, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Put(code);
        output.Write(bytes[(8 - width)..]);
    }
}
