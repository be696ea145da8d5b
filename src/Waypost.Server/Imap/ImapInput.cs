using System.Buffers;
using System.IO.Pipelines;

namespace Waypost.Server.Imap;

/// <summary>What came of waiting for a line.</summary>
internal enum LineStatus { Line, TooLong, End }

/// <summary>Reads lines and literals off the connection; never holds more than it was allowed to.</summary>
internal sealed class ImapInput(IDuplexPipe pipe)
{
    /// <summary>Ends when there is something to read, or the connection has ended; takes nothing.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var input = pipe.Input;
        var read = await input.ReadAsync(cancellationToken);
        input.AdvanceTo(read.Buffer.Start);
    }

    /// <summary>Appends the next line without its line end. A longer one is skipped to its end and reported.</summary>
    public async ValueTask<LineStatus> ReadLineAsync(IBufferWriter<byte> target, int limit, CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var input = pipe.Input;
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } newline)
            {
                var line = buffer.Slice(0, newline);
                tooLong |= line.Length > limit + 1;
                if (!tooLong)
                {
                    Copy(line, target);
                }

                input.AdvanceTo(buffer.GetPosition(1, newline));
                return tooLong ? LineStatus.TooLong : LineStatus.Line;
            }

            if (read.IsCompleted || read.IsCanceled)
            {
                input.AdvanceTo(buffer.End);
                return LineStatus.End;
            }

            tooLong |= buffer.Length > limit;
            input.AdvanceTo(tooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    /// <summary>Appends exactly so many octets as they arrive; false when the connection ends before.</summary>
    public async ValueTask<bool> ReadLiteralAsync(IBufferWriter<byte> target, long size, CancellationToken cancellationToken)
    {
        while (size > 0)
        {
            var input = pipe.Input;
            var read = await input.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
            foreach (var segment in part)
            {
                target.Write(segment.Span);
            }

            size -= part.Length;
            input.AdvanceTo(part.End);
            if (size > 0 && (read.IsCompleted || read.IsCanceled))
            {
                return false;
            }
        }

        return true;
    }

    private static void Copy(ReadOnlySequence<byte> line, IBufferWriter<byte> target)
    {
        var length = (int)line.Length;
        var span = target.GetSpan(length + 1);
        line.CopyTo(span);
        target.Advance(length > 0 && span[length - 1] == '\r' ? length - 1 : length);
    }
}
