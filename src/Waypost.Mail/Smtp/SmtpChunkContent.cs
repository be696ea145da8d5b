namespace Waypost.Mail.Smtp;

/// <summary>Content that comes in chunks of announced size (BDAT, RFC 3030 section 2), without dot-stuffing.</summary>
/// <param name="maxSize">Octets of the largest message.</param>
/// <param name="isBinary">BODY=BINARYMIME: CR and LF are octets as others (RFC 3030 section 3).</param>
public sealed class SmtpChunkContent(long maxSize, bool isBinary) : SmtpContent(maxSize)
{
    private bool _afterCr;

    /// <summary>Whether CR and LF are octets as others.</summary>
    public bool IsBinary => isBinary;

    /// <summary>Adds octets of a chunk.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        if (!isBinary)
        {
            Look(octets);
        }

        Append(octets);
    }

    /// <summary>The last chunk is in. Text whose last line has no end gets one.</summary>
    public void Complete()
    {
        if (!isBinary && _afterCr)
        {
            HasBareLineEnd = true;
        }
        else if (!isBinary && Content.Length > 0 && Content.Span[^1] != '\n')
        {
            Append("\r\n"u8);
        }
    }

    private void Look(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (_afterCr)
            {
                HasBareLineEnd |= rest[0] != '\n';
                _afterCr = false;
                rest = rest[(rest[0] == '\n' ? 1 : 0)..];
                continue;
            }

            int at = rest.IndexOfAny((byte)'\r', (byte)'\n');
            if (at < 0)
            {
                return;
            }

            HasBareLineEnd |= rest[at] == '\n';
            _afterCr = rest[at] == '\r';
            rest = rest[(at + 1)..];
        }
    }
}
