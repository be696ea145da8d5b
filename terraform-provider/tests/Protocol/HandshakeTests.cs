using System.IO.Pipelines;
using System.Text;
using Waypost.Terraform.Protocol;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Tests.Protocol;

public sealed class HandshakeTests
{
    [Fact]
    public void TheLineCarriesTheCertificateWithoutPadding()
    {
        using var certificate = PluginCertificate.Create(TimeProvider.System);
        var fields = HandshakeLine.Format("/tmp/plugin1", certificate, asksForMultiplexing: false).TrimEnd('\n').Split('|');
        Assert.Equal(["1", "6", "unix", "/tmp/plugin1", "grpc"], fields[..5]);
        Assert.Equal(6, fields.Length);
        Assert.DoesNotContain('=', fields[5]);
        Assert.Equal(certificate.RawData, Convert.FromBase64String(fields[5].PadRight((fields[5].Length + 3) / 4 * 4, '=')));
    }

    [Fact]
    public void AnEnvironmentWithoutTheCookieIsNotTerraform()
    {
        Assert.False(PluginEnvironment.Read(_ => null).HasMagicCookie);
        Assert.False(PluginEnvironment.Read(name => name == "PLUGIN_PROTOCOL_VERSIONS" ? "5" : null).SpeaksProtocol6);
        Assert.True(PluginEnvironment.Read(name => name == "PLUGIN_PROTOCOL_VERSIONS" ? "5,6" : null).SpeaksProtocol6);
    }

    [Fact]
    public async Task AFramedMessageIsReadWhetherItComesWholeOrByteByByte()
    {
        var pipe = new Pipe();
        GrpcFrame.Write(pipe.Writer, new ImportRequest { TypeName = "waypost_zone", Id = "example.com" });
        await pipe.Writer.FlushAsync(TestContext.Current.CancellationToken);
        Assert.True(pipe.Reader.TryRead(out var whole));
        var bytes = System.Buffers.BuffersExtensions.ToArray(whole.Buffer);

        var slow = new Pipe();
        var reading = GrpcFrame.ReadAsync(slow.Reader, ImportRequest.Parser, TestContext.Current.CancellationToken).AsTask();
        foreach (var one in bytes)
        {
            await slow.Writer.WriteAsync(new[] { one }, TestContext.Current.CancellationToken);
        }

        Assert.Equal("example.com", (await reading).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000005")]
    [InlineData("010000000000")]
    [InlineData("00ffffffff")]
    public async Task WhatIsNotAFrameIsInvalidData(string hex)
    {
        var reader = PipeReader.Create(new MemoryStream(Convert.FromHexString(hex)));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await GrpcFrame.ReadAsync(reader, ImportRequest.Parser, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void LogLinesAreHclogJson()
    {
        using var output = new MemoryStream();
        using var provider = new HclogLoggerProvider(output, TimeProvider.System);
        provider.CreateLogger("waypost").Log(Microsoft.Extensions.Logging.LogLevel.Warning, default, "a \"quoted\"\nline", null, (state, _) => state);
        var line = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(1, line.Count(c => c == '\n'));
        using var json = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal("warn", json.RootElement.GetProperty("@level").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", json.RootElement.GetProperty("@timestamp").GetString()!);
    }
}
