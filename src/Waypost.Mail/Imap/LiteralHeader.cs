namespace Waypost.Mail.Imap;

/// <summary>The <c>{n}</c> or <c>{n+}</c> (RFC 7888) at the end of a line, which announces octets after it.</summary>
/// <param name="Size">Octets to come.</param>
/// <param name="Synchronizing">True when the client waits for a continuation before it sends them.</param>
public readonly record struct LiteralHeader(long Size, bool Synchronizing)
{
    /// <summary>Reads it off a line without its line end; false when the line announces nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out LiteralHeader header)
    {
        header = default;
        if (line.IsEmpty || line[^1] != '}')
        {
            return false;
        }

        var open = line.LastIndexOf((byte)'{');
        if (open < 0)
        {
            return false;
        }

        var digits = line[(open + 1)..^1];
        var synchronizing = digits.IsEmpty || digits[^1] != '+';
        digits = synchronizing ? digits : digits[..^1];
        if (digits.Length is 0 or > 15)
        {
            return false;
        }

        long size = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            size = (size * 10) + digit - '0';
        }

        header = new(size, synchronizing);
        return true;
    }
}
