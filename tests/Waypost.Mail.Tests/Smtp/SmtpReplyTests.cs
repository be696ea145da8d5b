using System.Buffers;
using System.Text;
using Waypost.Mail.Smtp;

namespace Waypost.Mail.Tests.Smtp;

[Trait("Rfc", "5321-4.2")]
public sealed class SmtpReplyTests
{
    [Fact]
    public void EveryLineCarriesCodeAndStatus()
    {
        var output = new ArrayBufferWriter<byte>();
        new SmtpReply(250, "2.0.0", ["one", "two\r\n250 three"]).WriteTo(output);
        Assert.Equal("250-2.0.0 one\r\n250 2.0.0 two  250 three\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("550 5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("451 4.3.0 later", 451, "4.3.0")]
    [InlineData("what is this", 554, "5.0.0")]
    public void TextBecomesAReply(string text, int code, string status)
    {
        SmtpReply reply = SmtpReply.FromText(text);
        Assert.Equal((code, status), (reply.Code, reply.Status));
    }
}
