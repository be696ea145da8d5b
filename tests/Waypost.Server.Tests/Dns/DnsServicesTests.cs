using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Server.Dns;

namespace Waypost.Server.Tests.Dns;

public sealed class DnsServicesTests
{
    [Fact]
    public void EverythingThatAnswersIsRegisteredOnce()
    {
        using var provider = new ServiceCollection().AddLogging().AddWaypostDns().AddWaypostDns().BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<ZoneTable>(), provider.GetRequiredService<ZoneTable>());
        Assert.NotNull(ActivatorUtilities.CreateInstance<DnsTcpConnectionHandler>(provider));
        Assert.Single(provider.GetServices<IHostedService>(), service => service is DnsUdpService);
    }

    [Theory]
    [InlineData("localhost", 53, 0, 1, "Dns:Address")]
    [InlineData("127.0.0.1", 70000, 0, 1, "Dns:Port")]
    [InlineData("127.0.0.1", 53, -1, 1, "Dns:UdpThreads")]
    [InlineData("127.0.0.1", 53, 0, 0, "Dns:TcpIdleTimeout")]
    public void AWrongSettingIsNamed(string address, int port, int threads, int idleSeconds, string setting)
    {
        using var provider = new ServiceCollection().AddWaypostDns().Configure<DnsOptions>(options =>
        {
            (options.Address, options.Port, options.UdpThreads) = (address, port, threads);
            options.TcpIdleTimeout = TimeSpan.FromSeconds(idleSeconds);
        }).BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DnsOptions>>().Value);
        Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
    }
}
