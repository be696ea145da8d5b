using Waypost.Dns.Tsig;

namespace Waypost.Dns.Tests.Tsig;

public sealed class TsigSignerTests
{
    private readonly FixedTime _time = new(0x6b054ae6);

    [Theory]
    [InlineData("hmac-md5")]
    [InlineData("hmac-sha1")]
    [InlineData("hmac-sha224")]
    [InlineData("hmac-sha256")]
    [InlineData("hmac-sha384")]
    [InlineData("hmac-sha512")]
    [InlineData("hmac-sha256-128")]
    public void ARequestIsSignedAsDigSignsIt(string algorithm)
    {
        var captured = TsigVerifierTests.Message(algorithm);
        var message = new byte[512];
        captured.AsSpan(0, 33).CopyTo(message);
        message[11] = 0;
        var signer = TsigSigner.ForRequest(TsigVerifierTests.Key(algorithm), _time);

        var length = signer.Sign(message, 33);

        // The key's name is compared without case, and only here written with capitals.
        var written = message[..length];
        (written[34], written[38]) = ((byte)'k', (byte)'e');
        Assert.Equal(Convert.ToHexString(captured), Convert.ToHexString(written));
        Assert.True(length - 33 <= signer.Overhead);
    }

    [Theory]
    [InlineData("hmac-sha224")]
    [InlineData("hmac-sha512-256")]
    [Trait("rfc", "8945 5.3.1")]
    public void AChainOfMessagesIsVerifiedAsLongAsEachHundredthIsSigned(string algorithm)
    {
        var (request, verifier) = Exchange(algorithm);
        using (verifier)
        {
            var signer = TsigSigner.ForResponse(request, _time)!;
            Assert.Equal(TsigStatus.Verified, Send(signer, verifier, 1));
            Assert.True(verifier.IsComplete);
            Assert.Equal(TsigStatus.Verified, Send(signer, verifier, 2));
            Assert.Equal(TsigStatus.Unsigned, Send(null, verifier, 3));
            Assert.False(verifier.IsComplete);
            Assert.Equal(TsigStatus.Refused, Send(signer, verifier, 4));
        }
    }

    [Fact]
    [Trait("rfc", "8945 5.3.1")]
    public void TheHundredthUnsignedMessageIsRefused()
    {
        var (request, verifier) = Exchange("hmac-sha256");
        using (verifier)
        {
            Send(TsigSigner.ForResponse(request, _time), verifier, 1);
            for (var i = 0; i < 99; i++)
            {
                Assert.Equal(TsigStatus.Unsigned, Send(null, verifier, 2));
            }
            Assert.Equal(TsigStatus.Refused, Send(null, verifier, 2));
        }
    }

    [Fact]
    public void AMessageOutOfItsOrderIsRefused()
    {
        var (request, verifier) = Exchange("hmac-sha256");
        using (verifier)
        {
            var signer = TsigSigner.ForResponse(request, _time)!;
            var lost = new byte[256];
            signer.Sign(lost, 12);
            Assert.Equal(TsigStatus.Refused, Send(signer, verifier, 2));
            Assert.Equal(TsigError.BadSignature, verifier.Error);
        }
    }

    [Fact]
    public void TheFirstMessageMustBeSigned()
    {
        var (_, verifier) = Exchange("hmac-sha256");
        using (verifier)
        {
            Assert.Equal(TsigStatus.Refused, Send(null, verifier, 1));
        }
    }

    [Fact]
    [Trait("rfc", "8945 5.2.3")]
    public void ABadTimeIsSignedWithTheClientsTimeAndTellsTheServers()
    {
        var (request, verifier) = Exchange("hmac-sha256", serverOffset: 1000);
        using (verifier)
        {
            Assert.Equal(TsigError.BadTime, request.Error);
            Assert.Equal(TsigStatus.Refused, Send(TsigSigner.ForResponse(request, new FixedTime(_time.Seconds + 1000)), verifier, 1, out var message));
            Assert.Equal(TsigError.BadTime, verifier.Error);
            Assert.EndsWith((_time.Seconds + 1000).ToString("X12"), Convert.ToHexString(message), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("rfc", "8945 5.3.2")]
    public void ABadKeyIsAnsweredWithoutAMac()
    {
        var request = new TsigVerifier(new TsigKeyring(), _time).Verify(TsigVerifierTests.Message("hmac-sha256"));
        var message = new byte[512];

        var length = TsigSigner.ForResponse(request, _time)!.Sign(message, 12);

        // MAC size 0, original ID 0, error 17, no other data.
        Assert.EndsWith("012C0000000000110000", Convert.ToHexString(message[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnsignedRequestGetsNoSigner()
    {
        Assert.Null(TsigSigner.ForResponse(new TsigVerifier(new TsigKeyring(), _time).Verify(new byte[12]), _time));
    }

    private (TsigRequest Request, TsigResponseVerifier Verifier) Exchange(string algorithm, long serverOffset = 0)
    {
        var key = TsigVerifierTests.Key(algorithm);
        var keyring = new TsigKeyring();
        keyring.Publish([key]);
        var message = new byte[512];
        var signer = TsigSigner.ForRequest(key, _time);
        var length = signer.Sign(message, 12);
        var request = new TsigVerifier(keyring, new FixedTime(_time.Seconds + serverOffset)).Verify(message.AsSpan(0, length));
        return (request, new TsigResponseVerifier(key, signer.LastMac, _time));
    }

    private static TsigStatus Send(TsigSigner? signer, TsigResponseVerifier verifier, byte id) => Send(signer, verifier, id, out _);

    private static TsigStatus Send(TsigSigner? signer, TsigResponseVerifier verifier, byte id, out byte[] message)
    {
        var buffer = new byte[512];
        buffer[1] = id;
        message = buffer[..(signer?.Sign(buffer, 12) ?? 12)];
        return verifier.Verify(message, out _);
    }
}
