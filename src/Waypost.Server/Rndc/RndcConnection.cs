using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc;

/// <summary>One connection of rndc: reads messages, runs their commands one by one, answers.</summary>
internal sealed class RndcConnection(Socket socket, string peer, RndcSession session, IRndcTarget target, bool readOnly, ILogger logger)
{
    private const int PrefixLength = 4;
    private const int MaxMessage = 64 << 10;
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(60);

    // BIND's set of commands that a read-only channel takes.
    private static readonly HashSet<string> ReadOnlyCommands =
        new(["null", "status", "tsig-list", "zonestatus", "showzone", "stats", "nta", "testgen", "recursing", "managed-keys"], StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } message)
        {
            var step = session.Receive(message);
            if (step.Refusal is { } refusal)
            {
                RndcLog.Invalid(logger, peer, refusal);
                return;
            }
            var context = step.Command is { } line ? new RndcContext(RndcArguments.Parse(line), target, logger) : null;
            var reply = context is null ? step.Reply! : session.Answer(await ExecuteAsync(context, cancellationToken));
            await socket.SendAsync(reply, SocketFlags.None, cancellationToken);
            context?.AfterReply?.Invoke();
        }
    }

    private async Task<RndcReply> ExecuteAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var name = context.Arguments.Command;
        if (RndcCommandTable.Find(name) is not { } command)
        {
            RndcLog.Received(logger, context.Arguments.Line);
            RndcLog.Unknown(logger, name);
            return new RndcReply(RndcResult.UnknownCommand);
        }
        if (name is not ("null" or "status"))
        {
            RndcLog.Received(logger, context.Arguments.Line);
        }
        if (readOnly && !ReadOnlyCommands.Contains(name))
        {
            RndcLog.Line(logger, $"rejecting restricted control channel command '{context.Arguments.Line}'");
            return new RndcReply(RndcResult.Failure);
        }
        try
        {
            return await command(context, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            RndcLog.Failed(logger, exception, name);
            return new RndcReply(RndcResult.Failure, exception is IOException ? exception.Message : "");
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MessageTimeout);
        var prefix = new byte[PrefixLength];
        if (!await FillAsync(prefix, limit.Token))
        {
            return null;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is < 4 or > MaxMessage)
        {
            RndcLog.Invalid(logger, peer, "unexpected length");
            return null;
        }
        var message = new byte[length];
        return await FillAsync(message, limit.Token) ? message : null;
    }

    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            if (read == 0)
            {
                return false;
            }
            buffer = buffer[read..];
        }
        return true;
    }
}
