using System.Buffers;

namespace Waypost.Terraform.Cty;

/// <summary>cty's MessagePack form of a value of a known type, both ways.</summary>
internal static class CtyMsgpack
{
    // Only a dynamic value carries its own type, so only dynamics can nest deeper than a schema does.
    private const int MaxDepth = 64;

    /// <summary>Reads one value; <see cref="InvalidDataException"/> when the data does not fit the type.</summary>
    public static CtyValue Decode(ReadOnlySpan<byte> data, CtyType type)
    {
        var reader = new MsgpackReader(data);
        var value = Read(ref reader, type, 0);
        return reader.IsAtEnd ? value : throw new InvalidDataException("Malformed MessagePack: data after the value.");
    }

    public static byte[] Encode(CtyValue value, CtyType type)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(new MsgpackWriter(buffer), value, type);
        return buffer.WrittenSpan.ToArray();
    }

    private static CtyValue Read(ref MsgpackReader reader, CtyType type, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("The value nests too deeply.");
        }

        if (reader.TryReadNil())
        {
            return CtyValue.Null;
        }

        // Extension 0 is unknown; 12 is unknown with refinements, which may be ignored.
        if (reader.Peek() == MsgpackToken.Extension)
        {
            reader.SkipExtension();
            return CtyValue.Unknown;
        }

        switch (type.Kind)
        {
            case CtyKind.Text:
                return CtyValue.Of(reader.ReadText());
            case CtyKind.Truth:
                return CtyValue.Of(reader.ReadTruth());
            case CtyKind.Number:
                return CtyValue.Of(reader.ReadNumber());
            case CtyKind.Mapping:
            case CtyKind.Record:
                return ReadMembers(ref reader, type, depth);
            case CtyKind.Dynamic:
                if (reader.ReadArrayHeader() != 2)
                {
                    throw new InvalidDataException("A dynamic value is a pair of type and value.");
                }

                return Read(ref reader, CtyType.Parse(reader.ReadBinary()), depth + 1);
            default:
                return ReadItems(ref reader, type, depth);
        }
    }

    private static CtyValue ReadItems(ref MsgpackReader reader, CtyType type, int depth)
    {
        var count = reader.ReadArrayHeader();
        if (type.Items is { } row && row.Count != count)
        {
            throw new InvalidDataException($"A tuple of {row.Count} has {count} elements.");
        }

        var items = new CtyValue[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(ref reader, type.Element ?? type.Items![i], depth + 1);
        }

        return CtyValue.Of(items);
    }

    private static CtyValue ReadMembers(ref MsgpackReader reader, CtyType type, int depth)
    {
        var count = reader.ReadMapHeader();
        var members = new Dictionary<string, CtyValue>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadText();
            var memberType = type.Element;
            if (memberType is null && !type.Attributes!.TryGetValue(name, out memberType))
            {
                throw new InvalidDataException($"Unexpected attribute {name}.");
            }

            members[name] = Read(ref reader, memberType, depth + 1);
        }

        return CtyValue.Of(members);
    }

    private static void Write(MsgpackWriter writer, CtyValue value, CtyType type)
    {
        if (value.IsNull)
        {
            writer.WriteNil();
            return;
        }

        if (value.IsUnknown)
        {
            writer.WriteUnknown();
            return;
        }

        switch (type.Kind)
        {
            case CtyKind.Text:
                writer.WriteText(value.Text ?? throw Mismatch(type));
                break;
            case CtyKind.Truth:
                writer.WriteTruth(value.Truth ?? throw Mismatch(type));
                break;
            case CtyKind.Number:
                WriteNumber(writer, value.Number ?? throw Mismatch(type));
                break;
            case CtyKind.Record:
                // Terraform requires every attribute, null ones too.
                writer.WriteMapHeader(type.Attributes!.Count);
                foreach (var (name, attribute) in type.Attributes)
                {
                    writer.WriteText(name);
                    Write(writer, value[name], attribute);
                }

                break;
            case CtyKind.Mapping:
                var members = value.Members ?? throw Mismatch(type);
                writer.WriteMapHeader(members.Count);
                foreach (var (name, member) in members)
                {
                    writer.WriteText(name);
                    Write(writer, member, type.Element!);
                }

                break;
            case CtyKind.Dynamic:
                throw new NotSupportedException("No schema of this provider answers with dynamic values.");
            default:
                var items = value.Items ?? throw Mismatch(type);
                writer.WriteArrayHeader(items.Count);
                for (var i = 0; i < items.Count; i++)
                {
                    Write(writer, items[i], type.Element ?? type.Items![i]);
                }

                break;
        }
    }

    private static void WriteNumber(MsgpackWriter writer, CtyNumber number)
    {
        if (number.Whole is { } whole)
        {
            writer.WriteInteger(whole);
        }
        else
        {
            writer.WriteText(number.Text);
        }
    }

    private static InvalidOperationException Mismatch(CtyType type) => new($"The value is not of kind {type.Kind}.");
}
