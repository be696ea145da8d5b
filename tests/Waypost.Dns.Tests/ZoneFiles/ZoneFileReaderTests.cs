using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.Tests.ZoneFiles;

public sealed class ZoneFileReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-include-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("1-3 h$ A 192.0.2.$", "h1 192.0.2.1|h2 192.0.2.2|h3 192.0.2.3")]
    [InlineData("1-10/4 h${0,3} A 192.0.2.$", "h001 192.0.2.1|h005 192.0.2.5|h009 192.0.2.9")]
    [InlineData("10-11 h${-3,2,d} 60 IN A 192.0.2.${5}", "h07 192.0.2.15|h08 192.0.2.16")]
    [InlineData("255-256 h${0,4,x} IN 60 A 192.0.2.1", "h00ff 192.0.2.1|h0100 192.0.2.1")]
    [InlineData("255-255 h${0,0,X}-${0,0,o} A 192.0.2.1", "hFF-377 192.0.2.1")]
    [InlineData("26-26 ${0,7,n} A 192.0.2.1", "a.1.0.0 192.0.2.1")]
    [InlineData("26-26 ${0,3,N}.x A 192.0.2.1", "A.1.x 192.0.2.1")]
    [InlineData("1-1 a\\$b$ A 192.0.2.1", "a\\$b1 192.0.2.1")]
    [InlineData("1-1 a$$b$ A 192.0.2.1", "a\\$b1 192.0.2.1")]
    public void GenerateMakesARecordForEachValue(string directive, string expected)
    {
        var result = ZoneFileParser.Parse("$TTL 60\n$GENERATE " + directive + "\n", "example.com.");
        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join('|', result.Rrsets.Select(rrset => $"{rrset.Owner.Replace(".example.com.", "", StringComparison.Ordinal)} {rrset.Rdata[0]}")));
    }

    [Theory]
    [InlineData("3-1 h$ A 192.0.2.$", "invalid range")]
    [InlineData("1-3/0 h$ A 192.0.2.$", "invalid range")]
    [InlineData("1-3 h${1,2,q} A 192.0.2.$", "modifier")]
    [InlineData("1-3 h${ A 192.0.2.$", "modifier")]
    [InlineData("1-3 h$ MX 10 x", "one word or one quoted string")]
    [InlineData("1-3 h$", "takes a range")]
    [InlineData("1-3 h$ SOA x", "cannot make SOA")]
    [InlineData("0-2000000000 h$ A 192.0.2.1", "more than")]
    public void AGenerateThatIsMalformedIsAnError(string directive, string message) =>
        Assert.Contains(message, Assert.Single(ZoneFileParser.Parse("$TTL 60\n$GENERATE " + directive + "\n", "example.com.").Errors).Message, StringComparison.Ordinal);

    [Fact]
    [Trait("rfc", "1035 section 5.1")]
    public void IncludedFilesHaveTheirOwnOriginAndGiveItBack()
    {
        Write("outer", "$TTL 60\n$INCLUDE inner sub\nafter A 192.0.2.2\n$INCLUDE inner\n");
        Write("inner", "$ORIGIN deep\nx A 192.0.2.1\n");
        Assert.Equal(["x.deep.sub.example.com.", "after.example.com.", "x.deep.example.com."], Read("outer").Owners);
    }

    [Fact]
    public void AnErrorInAnIncludedFileNamesThatFile()
    {
        Write("outer", "$TTL 60\n$INCLUDE inner\nbad A x\n");
        Write("inner", "\n  \nx A 192.0.2.300\n");
        Assert.Equal(["inner:3:5", "outer:3:7"], Read("outer").Places);
    }

    [Theory]
    [InlineData("../outside", "not under the directory")]
    [InlineData("/etc/hostname", "not under the directory")]
    [InlineData("link", "not under the directory")]
    [InlineData("nowhere", "file not found")]
    [InlineData("outer", "deeper than 20")]
    public void WhatMustNotBeIncludedIsNot(string name, string message)
    {
        Write("outer", $"$INCLUDE {name}\n");
        File.CreateSymbolicLink(Path.Combine(_directory, "link"), "/etc/hostname");
        Assert.Contains(message, Read("outer").Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void TokensAcrossTheWindowsOfTheStreamAreWhole()
    {
        // Long and short tokens, escapes and quotes at every distance from the end of a read.
        var text = new StringBuilder("$TTL 60\n");
        for (var i = 0; i < 3000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"n{i}\\.x TXT \"a \\\"q\\\" {new string('y', i % 200)}\" ( {i} ; c\n ) \n");
        }
        var sink = new Sink();
        ZoneFileReader.Read(new TrickleStream(Encoding.ASCII.GetBytes(text.ToString())), Options("t"), sink);
        Assert.Empty(sink.Errors);
        var whole = ZoneFileParser.Parse(text.ToString(), "example.com.");
        Assert.Equal(whole.Rrsets.Select(rrset => $"{rrset.Owner} {rrset.Rdata[0]}"), ZoneContentsText.ToRrsets(sink.Contents).Select(rrset => $"{rrset.Owner} {rrset.Rdata[0]}"));
        Assert.Equal(3000, whole.Rrsets.Count);
    }

    [Fact]
    public void BytesOutsideAsciiStandAsTheyCome()
    {
        var sink = new Sink();
        ZoneFileReader.Read(new MemoryStream([.. "x 60 TXT caf"u8, 0xe9, (byte)' ', (byte)'\\', 0xe9, (byte)'\n']), Options("t"), sink);
        Assert.Empty(sink.Errors);
        Assert.Equal(["\"caf\\233\" \"\\233\""], ZoneContentsText.ToRrsets(sink.Contents)[0].Rdata);
    }

    [Fact]
    public void ATokenWithoutEndIsAnErrorInBoundedMemory()
    {
        var sink = new Sink();
        ZoneFileReader.Read(new MemoryStream([.. "x 60 TXT "u8, .. new byte[2_000_000]]), Options("t"), sink);
        Assert.Contains("longer than", sink.Errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CH", "version TXT \"x\"", null)]
    [InlineData("CH", "a A net. 0177", null)]
    [InlineData("CH", "a A 192.0.2.1", "address is missing")]
    [InlineData("CH", "a AAAA ::1", "not defined for the class CH")]
    [InlineData("HS", "a A 192.0.2.1", null)]
    [InlineData("HS", "a IN A 192.0.2.1", "class IN is not the zone's class HS")]
    public void OtherClassesHaveTheirOwnRdata(string recordClass, string record, string? error)
    {
        Assert.True(RecordClass.TryParse(recordClass, out var code));
        var sink = new Sink();
        ZoneFileReader.Read(new MemoryStream(Encoding.ASCII.GetBytes("$TTL 60\n" + record + "\n")), Options("t") with { Class = code }, sink);
        Assert.Contains(error ?? "", sink.Errors.FirstOrDefault(""), StringComparison.Ordinal);
        Assert.Equal(error is null, sink.Errors.Count == 0);
    }

    private Sink Read(string file)
    {
        var sink = new Sink();
        ZoneFileReader.Read(File.OpenRead(Path.Combine(_directory, file)), Options(file) with { Includes = new DirectoryIncludes(_directory, confined: true) }, sink);
        return sink;
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_directory, file), text);

    private static ZoneFileOptions Options(string file)
    {
        Assert.True(DnsName.TryParse("example.com.", null, out var origin, out _));
        return new ZoneFileOptions { Origin = origin, FileName = file };
    }

    private sealed class Sink : IZoneFileSink
    {
        public ZoneContents Contents { get; } = new();

        public List<string> Owners { get; } = [];

        public List<string> Errors { get; } = [];

        public List<string> Places { get; } = [];

        public ZoneFileFault? Add(in ZoneFileRecord record)
        {
            Owners.Add(record.Owner.ToString());
            return Contents.Add(record);
        }

        public void Report(ZoneFileMessage message)
        {
            if (message.IsError)
            {
                Errors.Add(message.Text);
                Places.Add($"{message.File}:{message.Line}:{message.Column}");
            }
        }
    }

    /// <summary>Gives a few bytes a read, of changing number.</summary>
    private sealed class TrickleStream(byte[] bytes) : Stream
    {
        private int _reads;
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => bytes.Length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 1 + (++_reads % 7)), bytes.Length - _position);
            bytes.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
