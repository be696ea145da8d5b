using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Waypost.Server.Imap;

/// <summary>Writes responses into the pipe's pooled buffers. Message octets go as literals.</summary>
internal sealed class ImapWriter(IDuplexPipe pipe)
{
    private const int FlushThreshold = 64 * 1024;
    private const int ShortText = 1024;
    private const int MaxDigits = 20;

    private IReadOnlyList<string>? lastFlags;
    private byte[] lastFlagOctets = [];

    // Taken anew for each use: STARTTLS and COMPRESS put another one in its place.
    private PipeWriter Output => pipe.Output;

    public ImapWriter Text(string text)
    {
        var output = Output;
        if (text.Length > ShortText)
        {
            Encoding.UTF8.GetBytes(text, output);
        }
        else
        {
            output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(text.Length * 3)));
        }

        return this;
    }

    public ImapWriter Octets(ReadOnlySpan<byte> octets)
    {
        Output.Write(octets);
        return this;
    }

    public ImapWriter Number(long number)
    {
        var output = Output;
        number.TryFormat(output.GetSpan(MaxDigits), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        return this;
    }

    /// <summary>Flags in parentheses. Neighbours mostly share one list, whose octets are kept.</summary>
    public ImapWriter Flags(IReadOnlyList<string> flags)
    {
        if (!ReferenceEquals(flags, lastFlags))
        {
            lastFlagOctets = Encoding.UTF8.GetBytes("(" + string.Join(' ', flags) + ")");
            lastFlags = flags;
        }

        return Octets(lastFlagOctets);
    }

    public void Line(string text)
    {
        Text(text);
        Output.Write("\r\n"u8);
    }

    public void Untagged(string text)
    {
        Output.Write("* "u8);
        Line(text);
    }

    public void Literal(ReadOnlySpan<byte> octets)
    {
        LiteralHeader(octets.Length);
        Output.Write(octets);
    }

    /// <summary>Announces a literal whose octets follow.</summary>
    public void LiteralHeader(long size) => Octets("{"u8).Number(size).Octets("}\r\n"u8);

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = await Output.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
        {
            throw new IOException("The client has gone.");
        }
    }

    /// <summary>Flushes when much is waiting, so that a long response does not pile up in memory.</summary>
    public ValueTask FlushIfLargeAsync(CancellationToken cancellationToken) =>
        Output.CanGetUnflushedBytes && Output.UnflushedBytes < FlushThreshold ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
}
