namespace Waypost.Mail.Smtp;

/// <summary>A message's content as it arrives, with what a server must know of it before it takes it.</summary>
/// <remarks>Room is left before the content, so that trace fields are put there without moving it.</remarks>
public abstract class SmtpContent(long maxSize)
{
    private const int Headroom = 1024;
    private byte[] _octets = new byte[Headroom + 7168];
    private int _end = Headroom;
    private int _lineStart = Headroom;

    /// <summary>Whether a CR without LF or an LF without CR was seen.</summary>
    public bool HasBareLineEnd { get; protected set; }

    /// <summary>Whether the content passed the size limit; the rest was dropped.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The content so far, without dot-stuffing.</summary>
    public ReadOnlyMemory<byte> Content => _octets.AsMemory(Headroom, _end - Headroom);

    /// <summary>Octets of the longest line, without its CRLF.</summary>
    public int LongestLine { get; private set; }

    /// <summary>The content with something before it. Nothing may be appended afterwards.</summary>
    public ReadOnlyMemory<byte> WithPrefix(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length <= Headroom)
        {
            prefix.CopyTo(_octets.AsSpan(Headroom - prefix.Length));
            return _octets.AsMemory(Headroom - prefix.Length, _end - Headroom + prefix.Length);
        }

        var whole = new byte[prefix.Length + _end - Headroom];
        prefix.CopyTo(whole);
        Content.Span.CopyTo(whole.AsSpan(prefix.Length));
        return whole;
    }

    /// <summary>Adds octets, unless the limit is passed.</summary>
    protected void Append(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return;
        }

        if (IsTooLarge || _end - Headroom + octets.Length > maxSize)
        {
            IsTooLarge = true;
            return;
        }

        if (_octets.Length - _end < octets.Length)
        {
            Array.Resize(ref _octets, (int)Math.Min(Math.Max((long)_octets.Length * 2, _end + octets.Length), Array.MaxLength));
        }

        octets.CopyTo(_octets.AsSpan(_end));
        MeasureLines(_end, octets.Length);
        _end += octets.Length;
    }

    private void MeasureLines(int start, int length)
    {
        ReadOnlySpan<byte> added = _octets.AsSpan(start, length);
        while (true)
        {
            int newline = added.IndexOf((byte)'\n');
            int end = newline < 0 ? start + length : start + newline;
            LongestLine = Math.Max(LongestLine, end - _lineStart - (newline >= 0 && end > _lineStart && _octets[end - 1] == '\r' ? 1 : 0));
            if (newline < 0)
            {
                return;
            }

            added = added[(newline + 1)..];
            length -= newline + 1;
            start = end + 1;
            _lineStart = start;
        }
    }
}
