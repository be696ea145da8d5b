using Waypost.Dns.Tsig;

namespace Waypost.Dns.Tests.Tsig;

public sealed class TsigVerifierTests
{
    // What dig 9.18 sends for www.example.com A with the key key.example and the secret 00 01 .. 1f.
    private static readonly string Secret = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(octet => (byte)octet)]);
    private static readonly FixedTime Signed = new(0x6b054ae6);

    public static TheoryData<string, string> Captured => new()
    {
        { "hmac-md5", "d7b80120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000003a08686d61632d6d6435077369672d616c670372656703696e740000006b054ae6012c00105b87ad8101ede3fd45ee97384c02f1b6d7b800000000" },
        { "hmac-sha1", "89c10120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000002f09686d61632d736861310000006b054ae6012c00146840698af4c40ce82f2db3a4fb79a7a06782ba3b89c100000000" },
        { "hmac-sha224", "f7930120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff0000000000390b686d61632d7368613232340000006b054ae6012c001c50270e98a902ddfb88ea0ecf3132d5ac53917aad449fb9d9141cc94bf79300000000" },
        { "hmac-sha256", "d93d0120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000003d0b686d61632d7368613235360000006b054ae6012c00201fba06635e0b2b10b0d5227f1c70ad68f188eb760bd98ebca793a0cebc38386bd93d00000000" },
        { "hmac-sha384", "43510120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000004d0b686d61632d7368613338340000006b054ae6012c00308c315b748ae08ad418c85adfae67d6d859ece7d3b13725f50990a36bd913763ea210dca435b1569ddf6d94a57ca96b41435100000000" },
        { "hmac-sha512", "9f840120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000005d0b686d61632d7368613531320000006b054ae6012c004003f011f7d4efadba4ac7b21ab681ba2994b06bba5200086344760544edbc3b002e4115b23d7b7920de3862a10f3b73fddde6f3cb9c6a96976481c94dba4818a89f8400000000" },
        { "hmac-sha256-128", "049c0120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000002d0b686d61632d7368613235360000006b054ae6012c00101955061a604e84ddfba14e7464fb09a9049c00000000" },
        { "hmac-sha512-256", "be8a0120000100000000000103777777076578616d706c6503636f6d0000010001036b6579076578616d706c650000fa00ff00000000003d0b686d61632d7368613531320000006b054ae6012c00208a36e2289ad96d7c108b874397ba4e1fe69acabf176807b8f98c5f4563b18cc1be8a00000000" },
    };

    [Theory]
    [MemberData(nameof(Captured))]
    public void WhatDigSignsIsVerified(string algorithm, string message)
    {
        var request = Verifier(algorithm).Verify(Convert.FromHexString(message));

        Assert.Equal(TsigStatus.Verified, request.Status);
        Assert.Equal("Key.Example.", request.Key!.Name.ToString());
        Assert.Equal(33, request.Length);
    }

    [Theory]
    [MemberData(nameof(Captured))]
    [Trait("rfc", "8945 5.2.2")]
    public void OneBitOfTheMessageChangesTheMac(string algorithm, string message)
    {
        var bytes = Convert.FromHexString(message);
        bytes[13] ^= 1;

        var request = Verifier(algorithm).Verify(bytes);

        Assert.Equal((TsigStatus.Refused, TsigError.BadSignature), (request.Status, request.Error));
    }

    [Theory]
    [InlineData(300, TsigStatus.Verified)]
    [InlineData(-300, TsigStatus.Verified)]
    [InlineData(301, TsigStatus.Refused)]
    [InlineData(-301, TsigStatus.Refused)]
    [Trait("rfc", "8945 5.2.3")]
    public void TheClockMayBeWrongByTheFudge(int seconds, TsigStatus expected)
    {
        var request = Verifier("hmac-sha256", new FixedTime(Signed.Seconds + seconds)).Verify(Message("hmac-sha256"));

        Assert.Equal(expected, request.Status);
        Assert.Equal(expected == TsigStatus.Refused ? TsigError.BadTime : TsigError.None, request.Error);
    }

    [Fact]
    [Trait("rfc", "8945 5.2.4")]
    public void AMacShorterThanTheKeyWantsIsBadTrunc()
    {
        var request = Verifier("hmac-sha256").Verify(Message("hmac-sha256-128"));

        Assert.Equal((TsigStatus.Refused, TsigError.BadTruncation), (request.Status, request.Error));
    }

    [Fact]
    public void AMacLongerThanTheKeyWantsIsVerified()
    {
        Assert.Equal(TsigStatus.Verified, Verifier("hmac-sha256-128").Verify(Message("hmac-sha256")).Status);
    }

    [Fact]
    [Trait("rfc", "8945 5.2.1")]
    public void AnUnknownKeyIsBadKeyAndItsNameIsKept()
    {
        var request = new TsigVerifier(new TsigKeyring(), Signed).Verify(Message("hmac-sha256"));

        Assert.Equal((TsigStatus.Refused, TsigError.BadKey), (request.Status, request.Error));
        Assert.Equal("key.example.", request.KeyName!.ToString());
    }

    [Fact]
    public void AnotherAlgorithmThanTheKeysIsBadKey()
    {
        Assert.Equal(TsigError.BadKey, Verifier("hmac-sha512").Verify(Message("hmac-sha256")).Error);
    }

    [Theory]
    [InlineData("hmac-md5")]
    [InlineData("hmac-sha1")]
    [Trait("rfc", "8945 6")]
    public void Md5AndSha1AreBadKeyUnlessTheyAreAccepted(string algorithm)
    {
        var verifier = Verifier(algorithm, legacy: false);

        Assert.Equal(TsigError.BadKey, verifier.Verify(Message(algorithm)).Error);
    }

    [Fact]
    [Trait("rfc", "8945 5.1")]
    public void ATsigThatIsNotLastIsMalformed()
    {
        byte[] message = [.. Message("hmac-sha256"), 0, 0, 41, 4, 0xd0, 0, 0, 0, 0, 0, 0];
        message[11] = 2;

        Assert.Equal(TsigStatus.Malformed, Verifier("hmac-sha256").Verify(message).Status);
    }

    [Fact]
    public void EveryCutOffMessageIsMalformed()
    {
        var message = Message("hmac-sha256");
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Equal(TsigStatus.Malformed, Verifier("hmac-sha256").Verify(message.AsSpan(0, length)).Status);
        }
    }

    [Fact]
    public void AMessageWithoutTsigIsUnsigned()
    {
        var message = Message("hmac-sha256")[..33];
        message[11] = 0;

        Assert.Equal(TsigStatus.Unsigned, Verifier("hmac-sha256").Verify(message).Status);
    }

    internal static TsigKey Key(string algorithm)
    {
        Assert.True(TsigKey.TryCreate("Key.Example", algorithm, Secret, out var key, out var error), error);
        return key;
    }

    internal static byte[] Message(string algorithm) => Convert.FromHexString(Captured.Single(row => row.Data.Item1 == algorithm).Data.Item2);

    private static TsigVerifier Verifier(string algorithm, TimeProvider? time = null, bool legacy = true)
    {
        var keyring = new TsigKeyring { AcceptLegacyAlgorithms = legacy };
        keyring.Publish([Key(algorithm)]);
        return new TsigVerifier(keyring, time ?? Signed);
    }
}
