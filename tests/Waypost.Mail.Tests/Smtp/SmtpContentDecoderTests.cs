using System.Text;
using Waypost.Mail.Smtp;

namespace Waypost.Mail.Tests.Smtp;

[Trait("Rfc", "5321-4.5.2")]
public sealed class SmtpContentDecoderTests
{
    [Theory]
    [InlineData(".\r\n", "", false)]
    [InlineData("a\r\n.\r\n", "a\r\n", false)]
    [InlineData("..\r\n.\r\n", ".\r\n", false)]
    [InlineData("...a\r\n.b\r\nc.d\r\n.\r\n", "..a\r\nb\r\nc.d\r\n", false)]
    [InlineData("\r\n\r\n.\r\n", "\r\n\r\n", false)]
    [InlineData("a\nb\r\n.\r\n", "a\nb\r\n", true)]
    [InlineData("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n", true)]
    [InlineData("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n", true)]
    [InlineData("a\rb\r\n.\r\n", "a\rb\r\n", true)]
    [InlineData("a\r\r\n.\r\n", "a\r\r\n", true)]
    [InlineData(".\ra\r\n.\r\n", "\ra\r\n", true)]
    [InlineData(".\r\r\n.\r\n", "\r\r\n", true)]
    [InlineData(".\n.\r\n\r\n.\r\n", "\n.\r\n\r\n", true)]
    public void ContentIsTheSameHoweverItArrives(string octets, string content, bool bare)
    {
        byte[] all = Encoding.Latin1.GetBytes(octets + "QUIT\r\n");
        for (int chunk = 1; chunk <= all.Length; chunk++)
        {
            var decoder = new SmtpContentDecoder(1000);
            int taken = 0;
            while (!decoder.IsComplete && taken < all.Length)
            {
                taken += decoder.Read(all.AsSpan(taken, Math.Min(chunk, all.Length - taken)));
            }

            Assert.Equal((content, bare, octets.Length), (Encoding.Latin1.GetString(decoder.Content.Span), decoder.HasBareLineEnd, taken));
        }
    }

    [Fact]
    public void WhatIsTooLargeIsDroppedAndItsEndStillSeen()
    {
        var decoder = new SmtpContentDecoder(4);
        Assert.Equal(12, decoder.Read("abcdefg\r\n.\r\n"u8));
        Assert.True(decoder.IsComplete);
        Assert.True(decoder.IsTooLarge);
    }
}
