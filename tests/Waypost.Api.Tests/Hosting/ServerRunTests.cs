using System.Net;
using System.Net.Sockets;
using Waypost.Api.Hosting;

namespace Waypost.Api.Tests.Hosting;

public sealed class ServerRunTests
{
    [Theory]
    [InlineData("Smtp:Port", "SMTP", false)]
    [InlineData("Http:Port", "HTTP", false)]
    [InlineData("Dns:Port", "DNS", true)]
    public async Task ABusyPortNamesItsProtocolAddressAndSetting(string key, string protocol, bool udp)
    {
        using var busy = new Socket(AddressFamily.InterNetwork, udp ? SocketType.Dgram : SocketType.Stream, udp ? ProtocolType.Udp : ProtocolType.Tcp);
        busy.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (!udp)
        {
            busy.Listen();
        }

        var directory = Path.Combine(Path.GetTempPath(), "waypost-busy-" + Guid.NewGuid().ToString("N"));
        var (code, errors) = await RunAsync([.. ApiHost.Arguments(directory), $"--{key}={((IPEndPoint)busy.LocalEndPoint!).Port}"]);
        Assert.Equal(1, code);
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"{protocol} cannot listen on {busy.LocalEndPoint}", line, StringComparison.Ordinal);
        Assert.Contains("WAYPOST_" + key.Replace(":", "__", StringComparison.Ordinal), line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task ASecondStartFindsItsDataAndPrintsNoKey()
    {
        var directory = Path.Combine(Path.GetTempPath(), "waypost-again-" + Guid.NewGuid().ToString("N"));
        try
        {
            Assert.NotNull(await PrepareAsync(directory));
            Assert.Null(await PrepareAsync(directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string?> PrepareAsync(string directory)
    {
        await using var app = WaypostApplication.Build(ApiHost.Arguments(directory));
        return await Startup.PrepareAsync(app, TestContext.Current.CancellationToken);
    }

    private static async Task<(int Code, string Errors)> RunAsync(string[] arguments)
    {
        await using var app = WaypostApplication.Build(arguments);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ServerRun.RunAsync(app, output, errors, TestContext.Current.CancellationToken);
        return (code, errors.ToString());
    }
}
