using System.Buffers;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Tcp;

/// <summary>One TCP connection as the listener's thread keeps it. At rest it holds no buffer.</summary>
internal sealed class StreamConnection(int descriptor, DnsPeer peer)
{
    private byte[]? _input;
    private byte[]? _output;
    private int _inputLength;
    private int _outputStart;
    private int _outputEnd;

    public int Descriptor => descriptor;

    public DnsPeer Peer => peer;

    /// <summary>When the last whole query was answered, or the connection was made.</summary>
    public long LastActive { get; set; }

    public StreamConnection? Older { get; set; }

    public StreamConnection? Newer { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Responses, or the rest of one, that the client has not taken yet.</summary>
    public ReadOnlySpan<byte> Output => _output.AsSpan(_outputStart, _outputEnd - _outputStart);

    /// <summary>Moves the bytes that no whole message was made of yet to the start of a buffer; returns how many.</summary>
    public int TakeInput(Span<byte> buffer)
    {
        _input.AsSpan(0, _inputLength).CopyTo(buffer);
        var taken = _inputLength;
        Release(ref _input);
        _inputLength = 0;
        return taken;
    }

    public void KeepInput(ReadOnlySpan<byte> rest)
    {
        if (!rest.IsEmpty)
        {
            _input = ArrayPool<byte>.Shared.Rent(rest.Length);
            rest.CopyTo(_input);
            _inputLength = rest.Length;
        }
    }

    public void KeepOutput(ReadOnlySpan<byte> rest)
    {
        _output = ArrayPool<byte>.Shared.Rent(rest.Length);
        rest.CopyTo(_output);
        (_outputStart, _outputEnd) = (0, rest.Length);
    }

    /// <summary>Takes note that the client took some of <see cref="Output"/>.</summary>
    public void Sent(int count)
    {
        _outputStart += count;
        if (_outputStart == _outputEnd)
        {
            (_outputStart, _outputEnd) = (0, 0);
            Release(ref _output);
        }
    }

    public void ReleaseBuffers()
    {
        (_inputLength, _outputStart, _outputEnd) = (0, 0, 0);
        Release(ref _input);
        Release(ref _output);
    }

    private static void Release(ref byte[]? buffer)
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = null;
        }
    }
}
