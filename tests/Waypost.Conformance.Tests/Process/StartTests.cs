using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Process;

public sealed class StartTests(WaypostServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> PortSettings() => ["Http:Port", "Dns:Port", "Smtp:Port", "Smtp:SubmissionPort", "Pop3:Port", "Imap:Port"];

    [Theory]
    [MemberData(nameof(PortSettings))]
    public async Task ABusyPortNamesItselfAndItsSetting(string setting)
    {
        WaypostPorts ports = WaypostPorts.Free();
        int port = PortOf(ports, setting);
        using TcpListener squatter = new(IPAddress.Loopback, port);
        squatter.Start();
        await using WaypostProcess process = WaypostProcess.Prepare(ports, settings: null);
        Assert.NotEqual(0, await process.RunToExitAsync(Cancellation));
        AssertNames(process.Log, port, setting);
    }

    [Fact]
    public async Task ABusyUdpPortNamesItselfAndItsSetting()
    {
        WaypostPorts ports = WaypostPorts.Free();
        using UdpClient squatter = new(new IPEndPoint(IPAddress.Loopback, ports.Dns));
        await using WaypostProcess process = WaypostProcess.Prepare(ports, settings: null);
        Assert.NotEqual(0, await process.RunToExitAsync(Cancellation));
        AssertNames(process.Log, ports.Dns, "Dns:Port");
    }

    [Theory]
    [InlineData("WAYPOST_Smtp__Port", "notanumber", "Smtp:Port")]
    [InlineData("WAYPOST_Dns__Port", "70000", "Dns:Port")]
    [InlineData("WAYPOST_Database__Provider", "Paper", "Database:Provider")]
    public async Task AWrongSettingIsNamed(string variable, string value, string setting)
    {
        await using WaypostProcess process = WaypostProcess.Prepare(WaypostPorts.Free(), new Dictionary<string, string> { [variable] = value });
        Assert.NotEqual(0, await process.RunToExitAsync(Cancellation));
        Assert.Contains(setting, process.Log.Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void TheServerPrintsWhereEverythingListens()
    {
        foreach (string setting in PortSettings().Select(row => row.Data))
        {
            Assert.Contains(PortOf(server.Ports, setting).ToString(CultureInfo.InvariantCulture), server.Process.Log, StringComparison.Ordinal);
        }
    }

    private static void AssertNames(string log, int port, string setting)
    {
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), log, StringComparison.Ordinal);
        Assert.Contains(setting, log.Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    private static int PortOf(WaypostPorts ports, string setting) => setting switch
    {
        "Http:Port" => ports.Http,
        "Dns:Port" => ports.Dns,
        "Smtp:Port" => ports.Smtp,
        "Smtp:SubmissionPort" => ports.Submission,
        "Pop3:Port" => ports.Pop3,
        _ => ports.Imap,
    };
}
