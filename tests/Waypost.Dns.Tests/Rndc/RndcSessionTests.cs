using System.Text;
using Waypost.Dns.Rndc;
using Waypost.Dns.Tsig;

namespace Waypost.Dns.Tests.Rndc;

public sealed class RndcSessionTests
{
    private const string Secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTI=";
    private const uint Now = 1795508809;

    // Sent by rndc of BIND 9.18.49 with the key above: the command null, which asks for a nonce.
    private const string Recorded =
        "AAAAAQVfYXV0aAIAAABjBGhzaGEBAAAAWaNnL0dNMEJiK3M5OEdYaUxNTG1XNTdwdTFSdXYvYnFYbDU4Ny95TzF2ZGZRPQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAABV9jdHJsAgAAADwEX3NlcgEAAAAKMjk5MDkxODI1MwRfdGltAQAAAAoxNzk1NTA4ODA5BF9leHABAAAACjE3OTU1MDg4NjkFX2RhdGECAAAADgR0eXBlAQAAAARudWxs";

    private static byte[] Message => Convert.FromBase64String(Recorded);

    public static TheoryData<string> Algorithms() => [.. TsigAlgorithm.All.Select(algorithm => algorithm.Mnemonic)];

    [Fact]
    public void ARecordedMessageIsAnsweredWithANonce()
    {
        var step = Session().Receive(Message);
        Assert.Null(step.Refusal);
        Assert.Null(step.Command);
        Assert.Contains("_nonce", Encoding.Latin1.GetString(step.Reply!), StringComparison.Ordinal);
    }

    [Fact]
    public void ACommandWithTheNonceIsRun()
    {
        var session = Session();
        var nonce = NonceOf(session.Receive(Message).Reply!);
        Assert.Equal("status", session.Receive(Client(Key(), "status", 2, nonce)).Command);
        Assert.Contains("up", Encoding.Latin1.GetString(session.Answer(RndcReply.Ok("up"))), StringComparison.Ordinal);
    }

    [Fact]
    public void ACommandWithAnotherNonceIsRefused()
    {
        var session = Session();
        var nonce = NonceOf(session.Receive(Message).Reply!);
        Assert.Equal("bad auth", session.Receive(Client(Key(), "stop", 2, nonce + 1)).Refusal);
        Assert.Equal("bad auth", session.Receive(Client(Key(), "stop", 3, null)).Refusal);
    }

    [Fact]
    public void AMessageSentTwiceIsRefusedOnAnyConnection()
    {
        RndcReplayGuard guard = new();
        Assert.Null(Session(guard).Receive(Message).Refusal);
        Assert.Equal("duplicate", Session(guard).Receive(Message).Refusal);
    }

    [Theory]
    [InlineData(301, "clock skew")]
    [InlineData(-301, "clock skew")]
    [InlineData(61, "expired")]
    public void AMessageFromAnotherTimeIsRefused(int later, string refusal) =>
        Assert.Equal(refusal, new RndcSession([Key()], new RndcReplayGuard(), new FixedTime(Now + later)).Receive(Message).Refusal);

    [Fact]
    public void EveryByteThatIsChangedSpoilsTheMessage()
    {
        for (var i = 0; i < Message.Length; i++)
        {
            var changed = Message;
            changed[i] ^= 1;
            Assert.NotNull(Session().Receive(changed).Refusal);
        }
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        for (var i = 0; i < Message.Length; i++)
        {
            Assert.NotNull(Session().Receive(Message.AsSpan(0, i)).Refusal);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void EveryAlgorithmVerifiesItsOwnAndNoOther(string name)
    {
        var (key, other) = (Key(name), Key(name, "c2VjcmV1"));
        var message = Client(key, "null", 9, null);
        Assert.Null(new RndcSession([other, key], new RndcReplayGuard(), new FixedTime(Now)).Receive(message).Refusal);
        Assert.Equal("bad auth", new RndcSession([other], new RndcReplayGuard(), new FixedTime(Now)).Receive(message).Refusal);
    }

    private static TsigKey Key(string algorithm = "hmac-sha256", string secret = Secret) =>
        TsigKey.TryCreate("rndc-key", algorithm, secret, out var key, out var error) ? key : throw new ArgumentException(error);

    private static RndcSession Session(RndcReplayGuard? guard = null) => new([Key()], guard ?? new RndcReplayGuard(), new FixedTime(Now));

    private static byte[] Client(TsigKey key, string command, uint serial, uint? nonce)
    {
        var control = new RndcTable().Add("_ser", serial).Add("_tim", Now).Add("_exp", Now + 60);
        control = nonce is { } value ? control.Add("_nonce", value) : control;
        var body = new RndcTable().Add("_ctrl", control).Add("_data", new RndcTable().Add("type", command));
        return RndcMessage.Write(body, key)[RndcMessage.PrefixLength..];
    }

    private static uint NonceOf(byte[] reply) =>
        RndcMessage.Read(reply.AsSpan(RndcMessage.PrefixLength), [Key()])!.Body.Table("_ctrl")!.Number("_nonce")!.Value;

    private sealed class FixedTime(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
