using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Tests.Wire;

public sealed class MessageWriterTests
{
    [Fact]
    [Trait("rfc", "1035 section 4.1.4")]
    public void ANameOrItsTailThatIsThereAlreadyBecomesAPointer()
    {
        var buffer = new byte[100];
        var writer = new MessageWriter(buffer, buffer.Length);
        writer.TryWriteQuestionName(Wire("Example.COM."));
        writer.TryWriteName(Wire("www.example.com."));
        writer.TryWriteName(Wire("WWW.example.com."));
        writer.TryWriteName(Wire("com."));
        writer.TryWriteName(Wire("org."));
        Assert.Equal("074578616D706C6503434F4D00" + "03777777C000" + "C00D" + "C008" + "036F726700", Convert.ToHexString(buffer.AsSpan(0, writer.Length)));
    }

    [Fact]
    public void ANameIsNotComparedWithWhatAnEarlierMessageLeftBehindIt()
    {
        // The buffer already holds x.b where the first label of x.x.b is going to be.
        var buffer = Convert.FromHexString("0178016200" + new string('0', 40));
        var writer = new MessageWriter(buffer, buffer.Length);
        writer.TryWriteName(Wire("x.x.b."));
        Assert.Equal("01780178016200", Convert.ToHexString(buffer.AsSpan(0, writer.Length)));
    }

    [Fact]
    public void WhatIsTakenBackIsNotPointedAt()
    {
        var buffer = new byte[100];
        var writer = new MessageWriter(buffer, buffer.Length);
        var mark = writer.Mark;
        writer.TryWriteName(Wire("gone.example."));
        writer.Rewind(mark);
        writer.TryWriteUInt16(0);
        writer.TryWriteName(Wire("gone.example."));
        Assert.Equal("0000" + "04676F6E65" + "076578616D706C65" + "00", Convert.ToHexString(buffer.AsSpan(0, writer.Length)));
    }

    [Fact]
    public void NothingIsWrittenPastTheLimit()
    {
        var writer = new MessageWriter(new byte[100], 3);
        Assert.False(writer.TryWriteBytes([1, 2, 3, 4]));
        Assert.True(writer.TryWriteUInt16(1));
        Assert.False(writer.TryWriteUInt16(1));
        Assert.False(writer.TryWriteQuestionName(Wire("a.")));
        Assert.Equal(2, writer.Length);
    }

    private static byte[] Wire(string name) => DnsName.TryParse(name, null, out var parsed, out _) ? parsed.Wire.ToArray() : throw new ArgumentException(name);
}
