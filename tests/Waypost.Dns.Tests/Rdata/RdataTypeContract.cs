using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Tests.Rdata;

/// <summary>What every record type keeps; a type's tests add its examples.</summary>
public abstract class RdataTypeContract(string mnemonic)
{
    /// <summary>Canonical text and its wire form in hexadecimal.</summary>
    protected abstract (string Text, string Wire)[] Canonical { get; }

    /// <summary>Other spellings, with the canonical one.</summary>
    protected virtual (string Text, string Canonical)[] Spellings => [];

    /// <summary>Text that is refused, with a part of the message.</summary>
    protected abstract (string Text, string Message)[] Refused { get; }

    /// <summary>Whether the last field goes on to the end of the rdata, so that other lengths may be valid.</summary>
    protected virtual bool OpenEnded => false;

    private RdataType Type => RdataRegistry.TryFind(mnemonic, out var type) ? type : throw new InvalidOperationException(mnemonic);

    [Fact]
    public void TextAndWireRoundTrip()
    {
        foreach (var (text, hex) in Canonical)
        {
            var wire = Parse(text);
            Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(wire));
            Assert.True(Type.TryFormat(wire, out var back));
            Assert.Equal(text, back);
        }
    }

    [Fact]
    public void OtherSpellingsReadTheSame()
    {
        foreach (var (text, canonical) in Spellings)
        {
            Assert.Equal(Parse(canonical), Parse(text));
        }
    }

    [Fact]
    [Trait("rfc", "3597 section 5")]
    public void TheGenericFormReadsTheSame()
    {
        foreach (var (text, _) in Canonical)
        {
            var wire = Parse(text);
            Assert.Equal(wire, Parse(RdataType.FormatGeneric(wire)));
        }
    }

    [Fact]
    public void WireCutAtAnyByteIsRefusedOrStillValid()
    {
        foreach (var (text, _) in Canonical)
        {
            var wire = Parse(text);
            for (var length = 0; length < wire.Length; length++)
            {
                // Open-ended fields may end early; what is accepted must then read back as it is.
                if (Type.TryFormat(wire.AsSpan(0, length), out var shorter))
                {
                    Assert.Equal(wire[..length], Parse(shorter));
                    Assert.True(OpenEnded);
                }
            }
        }
    }

    [Fact]
    public void WireWithMoreBytesIsRefused()
    {
        foreach (var (text, _) in Canonical)
        {
            byte[] longer = [.. Parse(text), 0xff];
            Assert.True(!Type.TryFormat(longer, out _) || OpenEnded);
        }
    }

    [Fact]
    public void TextThatDoesNotFitIsRefusedWithItsReason()
    {
        foreach (var (text, message) in Refused)
        {
            Assert.Contains(message, TryParse(text, out _) ?? "", StringComparison.Ordinal);
        }
    }

    private byte[] Parse(string text)
    {
        Assert.Null(TryParse(text, out var wire));
        return wire;
    }

    private string? TryParse(string text, out byte[] wire)
    {
        var (tokens, error, end) = RdataText.Split(text);
        var buffer = new RdataBuffer();
        Assert.True(DnsName.TryParse("example.com.", null, out var origin, out _));
        var cursor = new RdataTokens(tokens, origin, end);
        var message = error is { Kind: TokenKind.Error } ? error.Value.Text : Type.TryParse(ref cursor, buffer) ? null : cursor.Error;
        wire = buffer.Written.ToArray();
        return message;
    }
}
