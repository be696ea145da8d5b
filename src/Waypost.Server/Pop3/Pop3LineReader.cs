using System.Buffers;
using System.IO.Pipelines;

namespace Waypost.Server.Pop3;

/// <summary>Reads command lines. RFC 2449 section 4 limits them to 255 octets; AUTH responses may be longer.</summary>
internal sealed class Pop3LineReader(IDuplexPipe pipe)
{
    private const int MaxLength = 2048;

    /// <summary>The next line without its end; empty memory with <c>TooLong</c> for one that was skipped; null at the end of the connection.</summary>
    public async ValueTask<Pop3Line?> ReadAsync(CancellationToken cancellationToken)
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
                tooLong |= line.Length > MaxLength;
                var octets = tooLong ? [] : line.ToArray();
                input.AdvanceTo(buffer.GetPosition(1, newline));
                return new(octets.AsMemory().TrimEnd((byte)'\r'), tooLong);
            }

            if (read.IsCompleted || read.IsCanceled)
            {
                input.AdvanceTo(buffer.End);
                return null;
            }

            if (buffer.Length > MaxLength)
            {
                tooLong = true;
                input.AdvanceTo(buffer.End);
            }
            else
            {
                input.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }
}

/// <summary>A line of the client.</summary>
internal readonly record struct Pop3Line(ReadOnlyMemory<byte> Octets, bool TooLong);
