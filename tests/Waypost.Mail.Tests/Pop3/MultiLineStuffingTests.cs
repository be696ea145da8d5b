using System.Buffers;
using System.Text;
using Waypost.Mail.Pop3;

namespace Waypost.Mail.Tests.Pop3;

public class MultiLineStuffingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a\r\n.b\r\n..\r\n")]
    [InlineData(".open")]
    [InlineData("a\r\n.")]
    [InlineData("a\n.b\r")]
    public void PartsOfAnySizeComeToTheWhole(string message)
    {
        var octets = Encoding.ASCII.GetBytes(message);
        var whole = new ArrayBufferWriter<byte>();
        MultiLineWriter.Write(whole, octets);
        for (var size = 1; size <= octets.Length + 1; size++)
        {
            var parts = new ArrayBufferWriter<byte>();
            var stuffing = new MultiLineStuffing(parts);
            foreach (var part in octets.Chunk(size))
            {
                stuffing.Write(part);
            }

            stuffing.Complete();
            Assert.Equal(Encoding.ASCII.GetString(whole.WrittenSpan), Encoding.ASCII.GetString(parts.WrittenSpan));
        }
    }
}
