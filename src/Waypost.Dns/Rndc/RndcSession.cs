using System.Security.Cryptography;
using Waypost.Dns.Tsig;

namespace Waypost.Dns.Rndc;

/// <summary>What a session makes of a message.</summary>
/// <param name="Command">The command to run, such as <c>reload example.com</c>; null when <see cref="Reply"/> is to be sent as it is.</param>
/// <param name="Reply">The bytes to send without running anything; null with a command.</param>
/// <param name="Refusal">Why the connection is to be closed; null when it is not.</param>
public readonly record struct RndcStep(string? Command, byte[]? Reply, string? Refusal);

/// <summary>
/// One connection of the control channel: the first message only fetches a nonce, each later one must carry it. Messages
/// that are unsigned, old, repeated or from a wrong clock close the connection, as they do in BIND.
/// </summary>
public sealed class RndcSession(IReadOnlyList<TsigKey> keys, RndcReplayGuard replays, TimeProvider time)
{
    private const int MaxTextLength = 900_000;
    private const uint ReplyLifetime = 60;

    private uint _nonce;
    private RndcMessage? _request;

    /// <summary>Takes what followed the four bytes of length.</summary>
    public RndcStep Receive(ReadOnlySpan<byte> message)
    {
        if (RndcMessage.Read(message, keys) is not { } request)
        {
            return new RndcStep(null, null, "bad auth");
        }
        if (request.Body.Table("_ctrl") is not { } control || request.Body.Table("_data")?.Text("type") is not { } command || control.Text("_rpl") is not null)
        {
            return new RndcStep(null, null, "failure");
        }
        if (replays.Check(control.Text("_ser") ?? "", control.Number("_tim"), control.Number("_exp"), Now()) is { } refusal)
        {
            return new RndcStep(null, null, refusal);
        }
        if (_nonce != 0 && control.Number("_nonce") != _nonce)
        {
            return new RndcStep(null, null, "bad auth");
        }
        _request = request;
        if (_nonce != 0)
        {
            return new RndcStep(command, null, null);
        }
        // Whoever replays a recorded command on a new connection cannot know this one's nonce.
        while (_nonce == 0)
        {
            _nonce = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        }
        return new RndcStep(null, Answer(RndcReply.Done), null);
    }

    /// <summary>The bytes of the reply to the message received last.</summary>
    public byte[] Answer(RndcReply reply)
    {
        var request = _request ?? throw new InvalidOperationException("Nothing was received.");
        var control = request.Body.Table("_ctrl")!;
        var data = new RndcTable().Add("type", request.Body.Table("_data")!.Text("type")!).Add("result", reply.Result.Code);
        if (!reply.Result.IsSuccess)
        {
            data.Add("err", reply.Result.Description);
        }
        if (reply.Text.Length > 0)
        {
            data.Add("text", reply.Text.Length > MaxTextLength ? reply.Text[..MaxTextLength] : reply.Text);
        }
        var body = new RndcTable()
            .Add("_ctrl", new RndcTable()
                .Add("_ser", control.Text("_ser") ?? "")
                .Add("_tim", Now())
                .Add("_exp", Now() + ReplyLifetime)
                .Add("_rpl", "1")
                .Add("_nonce", _nonce))
            .Add("_data", data);
        return RndcMessage.Write(body, request.Key);
    }

    private uint Now() => (uint)time.GetUtcNow().ToUnixTimeSeconds();
}
