namespace Waypost.Mail.Smtp;

/// <summary>Takes the octets after DATA until <c>CRLF.CRLF</c> and removes dot-stuffing (RFC 5321 section 4.5.2).</summary>
/// <remarks>Only CRLF ends a line (section 2.3.8). A bare CR or LF marks the content, which is then refused as a whole:
/// what it means differs between servers, and SMTP smuggling lives on the difference.</remarks>
public sealed class SmtpContentDecoder(long maxSize) : SmtpContent(maxSize)
{
    private enum Position { LineStart, InLine, AfterCr, AfterDot, AfterDotCr }

    private Position _position = Position.LineStart;

    /// <summary>Whether the end was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes octets and returns how many belong to the content; fewer than given once the end was seen.</summary>
    public int Read(ReadOnlySpan<byte> input)
    {
        int start = 0; // first octet not yet copied
        for (int i = 0; i < input.Length; i++)
        {
            byte octet = input[i];
            switch (_position)
            {
                case Position.InLine:
                    int next = input[i..].IndexOfAny((byte)'\r', (byte)'\n');
                    if (next < 0)
                    {
                        i = input.Length;
                        break;
                    }

                    i += next;
                    EndOfText(input[i]);
                    break;
                case Position.LineStart when octet == '.':
                    Append(input[start..i]);
                    start = i + 1;
                    _position = Position.AfterDot;
                    break;
                case Position.LineStart:
                    _position = Position.InLine;
                    i--;
                    break;
                case Position.AfterCr:
                    HasBareLineEnd |= octet != '\n';
                    _position = octet == '\n' ? Position.LineStart : Position.InLine;
                    i -= octet == '\n' ? 0 : 1;
                    break;
                case Position.AfterDot when octet == '\r':
                    // Held back: part of the end, or of a text line that is "." and a bare CR.
                    start = i + 1;
                    _position = Position.AfterDotCr;
                    break;
                case Position.AfterDot:
                    // The stuffed dot stays dropped (section 4.5.2).
                    start = i;
                    _position = Position.InLine;
                    i--;
                    break;
                case Position.AfterDotCr when octet == '\n':
                    IsComplete = true;
                    return i + 1;
                case Position.AfterDotCr:
                    HasBareLineEnd = true;
                    Append("\r"u8);
                    start = i;
                    _position = Position.InLine;
                    i--;
                    break;
                default:
                    break;
            }
        }

        if (_position is not (Position.AfterDot or Position.AfterDotCr))
        {
            Append(input[Math.Min(start, input.Length)..]);
        }

        return input.Length;
    }

    private void EndOfText(byte octet)
    {
        HasBareLineEnd |= octet == '\n';
        _position = octet == '\r' ? Position.AfterCr : Position.InLine;
    }
}
