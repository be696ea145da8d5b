using System.IO.Compression;
using System.IO.Pipelines;

namespace Waypost.Server.Imap;

/// <summary>The way to the client, which may be compressed from some point on (RFC 4978).</summary>
internal sealed class CompressibleLink(IDuplexPipe link) : IDuplexPipe, IAsyncDisposable
{
    private PipeReader? inflated;
    private PipeWriter? deflated;

    public PipeReader Input => inflated ?? link.Input;

    public PipeWriter Output => deflated ?? link.Output;

    public bool IsCompressed => deflated is not null;

    /// <summary>Compresses both ways. What the client has sent behind the command is compressed already.</summary>
    public void Compress()
    {
        inflated = PipeReader.Create(new DeflateStream(link.Input.AsStream(leaveOpen: true), CompressionMode.Decompress));
        deflated = PipeWriter.Create(new DeflateStream(link.Output.AsStream(leaveOpen: true), CompressionLevel.Fastest));
    }

    public async ValueTask DisposeAsync()
    {
        if (inflated is not null)
        {
            await inflated.CompleteAsync();
        }

        if (deflated is not null)
        {
            // What is not flushed is not sent: the connection ends.
            await deflated.CompleteAsync(new IOException("The connection ends."));
        }
    }
}
