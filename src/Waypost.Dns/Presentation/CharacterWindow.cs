using System.Text;

namespace Waypost.Dns.Presentation;

/// <summary>
/// A window that moves over a text: a string, or a stream whose bytes count as characters (a master file has no encoding,
/// RFC 1035 section 5.1). A buffer that tokens refer to is never written again, so that they stay valid.
/// </summary>
internal sealed class CharacterWindow
{
    /// <summary>The longest token: 65535 bytes, each written as <c>\DDD</c>, with room for its quotes.</summary>
    public const int MaxTokenLength = (4 * ushort.MaxValue) + 64;

    // Below the size at which arrays leave the first generations.
    private const int ChunkLength = 32 * 1024;

    private readonly Stream? _stream;
    private readonly byte[] _bytes = [];

    public CharacterWindow(string text) => (Buffer, End) = (text.ToCharArray(), text.Length);

    public CharacterWindow(Stream stream) => (_stream, _bytes, Buffer) = (stream, new byte[ChunkLength], []);

    public char[] Buffer { get; private set; }

    public int End { get; private set; }

    /// <summary>Whether a token had to be cut because it grew past <see cref="MaxTokenLength"/>.</summary>
    public bool Overlong { get; private set; }

    /// <summary>
    /// Reads on into a new buffer, which begins with what stood from <paramref name="keep"/> on: all positions fall by that.
    /// False at the end, and when a token would be too long.
    /// </summary>
    public bool TryGrow(int keep)
    {
        if (_stream is null)
        {
            return false;
        }
        if (End - keep > MaxTokenLength)
        {
            Overlong = true;
            return false;
        }
        var count = _stream.Read(_bytes);
        if (count <= 0)
        {
            return false;
        }
        var kept = End - keep;
        var grown = new char[kept + count];
        Array.Copy(Buffer, keep, grown, 0, kept);
        Encoding.Latin1.GetChars(_bytes.AsSpan(0, count), grown.AsSpan(kept));
        (Buffer, End) = (grown, grown.Length);
        return true;
    }

    public void ForgetOverlong() => Overlong = false;
}
