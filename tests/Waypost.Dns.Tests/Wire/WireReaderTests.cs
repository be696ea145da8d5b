using Waypost.Dns.Wire;

namespace Waypost.Dns.Tests.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [Trait("rfc", "1035 section 4.1.4")]
    [InlineData("C000", 0)] // to itself
    [InlineData("C00200", 0)] // forwards
    [InlineData("0161C000", 0)] // to its own start, for ever
    [InlineData("0161C0", 0)] // half a pointer
    [InlineData("4061", 0)] // a label type that does not exist
    [InlineData("0361", 0)] // a label cut off
    [InlineData("0161", 0)] // no end
    [InlineData("C002C000", 2)] // back and forth
    public void AMalformedNameIsRefusedAndNothingIsRead(string hex, int start)
    {
        var reader = new WireReader(Convert.FromHexString(hex), compressed: true) { Position = start };
        Assert.False(reader.TryReadName(new byte[255], out _));
        Assert.Equal(start, reader.Position);
    }

    [Fact]
    public void AChainOfPointersIsFollowedBackwards()
    {
        // 0: a. 3: b.a (pointer to 0), 7: pointer to 3.
        var reader = new WireReader(Convert.FromHexString("016100" + "0162C000" + "C003" + "FF"), compressed: true) { Position = 7 };
        var name = new byte[255];
        Assert.True(reader.TryReadName(name, out var length));
        Assert.Equal("0162016100", Convert.ToHexString(name.AsSpan(0, length)));
        Assert.Equal(9, reader.Position);
    }

    [Fact]
    public void PointersAreRefusedWhereNamesAreNotCompressed()
    {
        var reader = new WireReader(Convert.FromHexString("016100C000"), compressed: false) { Position = 3 };
        Assert.False(reader.TryReadName(new byte[255], out _));
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void ANameHasAtMost255Bytes(int last, bool valid)
    {
        // Three labels of 63 are 192 bytes; one more of 61 and the end make 255.
        byte[] label = [63, .. new byte[63]];
        byte[] name = [.. label, .. label, .. label, (byte)(last - 2), .. new byte[last - 2], 0];
        var reader = new WireReader(name, compressed: false);
        Assert.Equal(valid, reader.TryReadName(new byte[255], out var length));
        Assert.Equal(valid ? 255 : length, length);
    }

    [Fact]
    public void NothingIsReadPastTheEnd()
    {
        var reader = new WireReader([1, 2, 3], compressed: false) { Position = 2 };
        Assert.False(reader.TryReadUInt16(out _));
        Assert.False(reader.TryReadUInt32(out _));
        Assert.False(reader.TryReadBytes(2, out _));
        Assert.False(reader.TryReadBytes(-1, out _));
        Assert.Equal(2, reader.Position);
        Assert.True(reader.TryReadByte(out var value));
        Assert.Equal(3, value);
    }
}
