using System.Buffers;
using System.IO.Pipelines;

namespace Waypost.Server.Connections;

/// <summary>How reading a line ended.</summary>
internal enum LineStatus { Line, TooLong, BareLineEnd, TimedOut, Interrupted, Closed }

/// <summary>Reads lines that end in CRLF, with limits of length and time; writes are flushed when the peer has nothing more to say.</summary>
/// <remarks>Pipelined commands (RFC 2920) are so answered in one segment.</remarks>
internal sealed class CrlfLineReader : IDisposable
{
    private readonly IDuplexPipe _pipe;
    private readonly ITimer _timer;
    private volatile bool _timedOut;
    private volatile bool _interrupted;
    private bool _discarding;

    public CrlfLineReader(IDuplexPipe pipe, TimeProvider time)
    {
        _pipe = pipe;
        _timer = time.CreateTimer(_ => TimeOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends the wait for input, now or at the next wait: the server is going down.</summary>
    public void Interrupt()
    {
        _interrupted = true;
        _pipe.Input.CancelPendingRead();
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Reads one line, without its CRLF.</summary>
    public async ValueTask<(LineStatus Status, byte[] Line)> ReadLineAsync(int maxLength, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            (LineStatus status, ReadResult read) = await ReadAsync(limit, cancellationToken);
            if (status != LineStatus.Line)
            {
                return (status, []);
            }

            SequencePosition? end = read.Buffer.PositionOf((byte)'\n');
            if (end is { } newline)
            {
                byte[] line = read.Buffer.Slice(0, newline).Length > maxLength ? [] : read.Buffer.Slice(0, newline).ToArray();
                bool tooLong = _discarding || (line.Length == 0 && read.Buffer.Slice(0, newline).Length > 0);
                _discarding = false;
                _pipe.Input.AdvanceTo(read.Buffer.GetPosition(1, newline));
                return tooLong ? (LineStatus.TooLong, [])
                    : line is [.., (byte)'\r'] && line.AsSpan(0, line.Length - 1).IndexOfAny((byte)'\r', (byte)0) < 0 ? (LineStatus.Line, line[..^1])
                    : (LineStatus.BareLineEnd, []);
            }

            if (read.Buffer.Length > maxLength)
            {
                _discarding = true;
                _pipe.Input.AdvanceTo(read.Buffer.End);
            }
            else
            {
                _pipe.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
    }

    /// <summary>Reads what is there. <paramref name="take"/> returns how many octets of a segment it took, and whether it has all.</summary>
    public async ValueTask<LineStatus> ReadContentAsync(Func<ReadOnlyMemory<byte>, (int Taken, bool Complete)> take, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            (LineStatus status, ReadResult read) = await ReadAsync(limit, cancellationToken);
            if (status != LineStatus.Line)
            {
                return status;
            }

            long taken = 0;
            bool complete = false;
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
            {
                (int count, complete) = take(segment);
                taken += count;
                if (complete)
                {
                    break;
                }
            }

            _pipe.Input.AdvanceTo(read.Buffer.GetPosition(taken));
            if (complete)
            {
                return LineStatus.Line;
            }
        }
    }

    /// <summary>Waits for so long, and tells whether the peer said something meanwhile.</summary>
    public async ValueTask<bool> IsSpokenToWithinAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        (LineStatus status, ReadResult read) = await ReadAsync(pause, cancellationToken);
        if (status == LineStatus.Line)
        {
            _pipe.Input.AdvanceTo(read.Buffer.Start);
        }

        return status == LineStatus.Line;
    }

    private async ValueTask<(LineStatus Status, ReadResult Read)> ReadAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_interrupted)
        {
            return (LineStatus.Interrupted, default);
        }

        if (!_pipe.Input.TryRead(out ReadResult read))
        {
            FlushResult flushed = await _pipe.Output.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                return (LineStatus.Closed, default);
            }

            _timedOut = false;
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
            read = await _pipe.Input.ReadAsync(cancellationToken);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (read.IsCanceled && (_timedOut || _interrupted))
        {
            _pipe.Input.AdvanceTo(read.Buffer.Start);
            return (_interrupted ? LineStatus.Interrupted : LineStatus.TimedOut, default);
        }

        if (read.IsCompleted && (read.Buffer.IsEmpty || !Contains(read.Buffer, (byte)'\n')))
        {
            _pipe.Input.AdvanceTo(read.Buffer.End);
            return (LineStatus.Closed, default);
        }

        return (LineStatus.Line, read);
    }

    private static bool Contains(ReadOnlySequence<byte> buffer, byte octet) => buffer.PositionOf(octet) is not null;

    private void TimeOut()
    {
        _timedOut = true;
        _pipe.Input.CancelPendingRead();
    }
}
