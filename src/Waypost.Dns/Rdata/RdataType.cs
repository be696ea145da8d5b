using System.Text;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata.Fields;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata;

/// <summary>A record type: its code, its mnemonic and its fields in wire order. Immutable, shared by all records.</summary>
public class RdataType
{
    // A field formats no other rdata, so that one builder a thread is enough.
    [ThreadStatic]
    private static StringBuilder? _builder;

    private readonly RdataField[] _fields;

    /// <summary>Declares a type; without fields, its rdata is opaque (RFC 3597).</summary>
    protected internal RdataType(ushort code, string mnemonic, params RdataField[] fields)
    {
        (Code, Mnemonic, _fields) = (code, mnemonic, fields);
        var offset = 0;
        foreach (var field in fields)
        {
            if (field is NameField { Compressible: true })
            {
                NamesOffset = CompressibleNames++ == 0 ? offset : NamesOffset;
            }
            if (field is NameField { Additional: true })
            {
                AdditionalOffset = offset;
            }
            offset += field.FixedSize ?? 0;
        }
    }

    /// <summary>TYPE on the wire.</summary>
    public ushort Code { get; }

    /// <summary>The mnemonic, upper case.</summary>
    public string Mnemonic { get; }

    /// <summary>How many names in a row may be compressed (RFC 3597 section 4), from <see cref="NamesOffset"/> on.</summary>
    public int CompressibleNames { get; }

    /// <summary>Bytes of rdata before the first name that may be compressed.</summary>
    public int NamesOffset { get; }

    /// <summary>Bytes of rdata before the name whose addresses go into the additional section, or -1.</summary>
    public int AdditionalOffset { get; } = -1;

    /// <summary>Reads presentation form, the type's own or RFC 3597's (<c>\# 4 0a000001</c>), to uncompressed wire form.</summary>
    public bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        var first = tokens.Peek;
        if (first.Kind == TokenKind.Word && first.Span is @"\#")
        {
            return TryParseGeneric(ref tokens, wire);
        }
        if (_fields.Length == 0)
        {
            return tokens.Fail(first, $@"the rdata of {Mnemonic} must be written as \# length hexadecimal (RFC 3597)");
        }
        foreach (var field in _fields)
        {
            if (!field.TryParse(ref tokens, wire))
            {
                return false;
            }
        }
        if (!tokens.AtEnd)
        {
            return tokens.Fail(tokens.Peek, $"'{tokens.Peek.Text}' is more than the rdata of {Mnemonic} holds");
        }
        return wire.Written.Length <= RdataBuffer.MaxLength || tokens.Fail(first, "the rdata is longer than 65535 bytes");
    }

    /// <summary>Writes canonical presentation form; false when <paramref name="rdata"/> is malformed.</summary>
    public bool TryFormat(ReadOnlySpan<byte> rdata, out string text)
    {
        var reader = new WireReader(rdata, compressed: false);
        return TryFormat(ref reader, out text);
    }

    /// <summary>
    /// Writes canonical presentation form of the rdata from the reader's position to its end: a reader over a message that is cut
    /// off behind the rdata resolves compressed names. False when the rdata is malformed.
    /// </summary>
    public bool TryFormat(ref WireReader reader, out string text)
    {
        if (_fields.Length == 0)
        {
            reader.TryReadBytes(reader.Remaining, out var opaque);
            text = FormatGeneric(opaque);
            return true;
        }
        text = "";
        var builder = (_builder ??= new StringBuilder()).Clear();
        foreach (var field in _fields)
        {
            if (builder.Length > 0)
            {
                builder.Append(' ');
            }
            var start = builder.Length;
            if (!field.TryFormat(ref reader, builder))
            {
                return false;
            }
            if (builder.Length == start && start > 0)
            {
                // An optional last field that is absent leaves no blank behind.
                builder.Length--;
            }
        }
        text = builder.ToString();
        return reader.Remaining == 0;
    }

    /// <summary>RFC 3597 section 5 form of any rdata.</summary>
    public static string FormatGeneric(ReadOnlySpan<byte> rdata) =>
        rdata.IsEmpty ? @"\# 0" : $@"\# {rdata.Length} {Convert.ToHexStringLower(rdata)}";

    /// <summary>Valid rdata with its names in lower case (RFC 4034 section 6.2).</summary>
    public byte[] ToCanonical(ReadOnlySpan<byte> rdata)
    {
        var (tokens, _, end) = RdataText.Split(FormatGeneric(rdata));
        var cursor = new RdataTokens(tokens, null, end);
        var wire = new RdataBuffer();
        return TryParse(ref cursor, wire) ? wire.ToCanonical() : rdata.ToArray();
    }

    private bool TryParseGeneric(ref RdataTokens tokens, RdataBuffer wire)
    {
        tokens.TryNext("marker", out var marker);
        if (!tokens.TryNext("length", out var token))
        {
            return false;
        }
        if (!ushort.TryParse(token.Text, out var length))
        {
            return tokens.Fail(token, "the length must be a number from 0 to 65535");
        }
        var hex = new StringBuilder();
        while (!tokens.AtEnd)
        {
            if (!tokens.TryNext("data", out token))
            {
                return false;
            }
            hex.Append(token.Span);
        }
        var digits = hex.ToString();
        if (digits.Length != length * 2 || !digits.All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(token, $"{length} bytes of hexadecimal must follow");
        }
        var bytes = Convert.FromHexString(digits);
        if (_fields.Length == 0)
        {
            wire.WriteBytes(bytes);
            return true;
        }
        // RFC 3597 section 5: the generic form of a known type must be valid for it. Reading its own form finds its names.
        if (!TryFormat(bytes, out var text))
        {
            return tokens.Fail(marker, $"the bytes are not valid rdata of {Mnemonic}");
        }
        var own = RdataText.Split(text);
        var inner = new RdataTokens(own.Tokens, null, marker);
        return TryParse(ref inner, wire);
    }
}
