using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Waypost.Dns.Names;

/// <summary>An absolute domain name, case preserved, compared without case (RFC 1035 section 3.1, RFC 4343).</summary>
public sealed class DnsName : IEquatable<DnsName>
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    private readonly byte[] _wire;

    private DnsName(byte[] wire) => _wire = wire;

    /// <summary>The root.</summary>
    public static DnsName Root { get; } = new([0]);

    /// <summary>Uncompressed wire form, with the final zero.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>
    /// Reads presentation form with RFC 1035 section 5.1 escapes. A name without a final dot is relative to <paramref name="origin"/>
    /// (absolute when that is null); <c>@</c> is the origin itself.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, DnsName? origin, [NotNullWhen(true)] out DnsName? name, [NotNullWhen(false)] out string? error)
    {
        if (text is "@" && origin is not null)
        {
            name = origin;
            error = null;
            return true;
        }
        Span<byte> wire = stackalloc byte[WireName.MaxLength];
        name = TryParse(text, origin, wire, out var length, out error) ? new DnsName(wire[..length].ToArray()) : null;
        return name is not null;
    }

    /// <summary>As above, into <paramref name="wire"/>, which has room for <see cref="WireName.MaxLength"/> bytes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DnsName? origin, Span<byte> wire, out int length, [NotNullWhen(false)] out string? error)
    {
        var absolute = false;
        length = 0;
        error = text is "." || (text is "@" && origin is not null) ? null : NameText.Read(text, wire, out length, out absolute);
        if (error is not null)
        {
            return false;
        }
        var tail = absolute || origin is null || text is "." ? Root.Wire : origin.Wire;
        if (length + tail.Length > WireName.MaxLength)
        {
            error = "the name is longer than 255 bytes";
            return false;
        }
        tail.CopyTo(wire[length..]);
        length += tail.Length;
        return true;
    }

    /// <summary>The name at the start of <paramref name="wire"/>, or null when it is not a valid uncompressed name.</summary>
    public static DnsName? FromWire(ReadOnlySpan<byte> wire)
    {
        var length = WireName.Length(wire);
        return length < 0 ? null : new DnsName(wire[..length].ToArray());
    }

    /// <summary>Whether this name is <paramref name="ancestor"/> or below it.</summary>
    public bool IsAtOrBelow(DnsName ancestor) => WireName.IsAtOrBelow(_wire, ancestor._wire);

    /// <summary>A copy of the wire form in lower case: the key under which zones file names.</summary>
    public byte[] ToLowerWire()
    {
        var lower = new byte[_wire.Length];
        WireName.Lower(_wire, lower);
        return lower;
    }

    /// <summary>Presentation form relative to <paramref name="origin"/>: <c>@</c>, <c>www</c>, or absolute when outside.</summary>
    public string ToRelativeString(DnsName origin)
    {
        if (!IsAtOrBelow(origin))
        {
            return ToString();
        }
        if (_wire.Length == origin._wire.Length)
        {
            return "@";
        }
        var head = new byte[_wire.Length - origin._wire.Length + 1];
        _wire.AsSpan(0, head.Length - 1).CopyTo(head);
        var text = new StringBuilder();
        WireName.Format(head, text);
        return text.ToString(0, text.Length - 1);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (!IsRoot && IsPlain(_wire))
        {
            return string.Create(_wire.Length - 1, _wire, static (text, wire) =>
            {
                for (var position = 0; wire[position] != 0; position += wire[position] + 1)
                {
                    for (var i = 1; i <= wire[position]; i++)
                    {
                        text[position + i - 1] = (char)wire[position + i];
                    }
                    text[position + wire[position]] = '.';
                }
            });
        }
        var text = new StringBuilder(_wire.Length);
        WireName.Format(_wire, text);
        return text.ToString();
    }

    // Letters, digits, hyphens and underscores need no escapes.
    private static bool IsPlain(ReadOnlySpan<byte> wire)
    {
        for (var position = 0; wire[position] != 0; position += wire[position] + 1)
        {
            if (wire.Slice(position + 1, wire[position]).ContainsAnyExcept(Plain))
            {
                return false;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(DnsName? other) => other is not null && WireName.EqualsIgnoreCase(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        Span<byte> lower = stackalloc byte[_wire.Length];
        WireName.Lower(_wire, lower);
        var hash = default(HashCode);
        hash.AddBytes(lower);
        return hash.ToHashCode();
    }
}
