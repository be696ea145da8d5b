using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Waypost.Server.Imap;

/// <summary>Writes responses. Text is ASCII; message octets go as literals.</summary>
internal sealed class ImapWriter(IDuplexPipe pipe)
{
    private const int FlushThreshold = 64 * 1024;

    // Taken anew for each use: STARTTLS puts another one in its place.
    private PipeWriter Output => pipe.Output;

    public ImapWriter Text(string text)
    {
        Encoding.ASCII.GetBytes(text, Output);
        return this;
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
        Text(string.Create(CultureInfo.InvariantCulture, $"{{{octets.Length}}}\r\n"));
        Output.Write(octets);
    }

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
