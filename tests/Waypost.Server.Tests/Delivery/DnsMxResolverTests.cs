using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Routing;
using Waypost.Server.Delivery;

namespace Waypost.Server.Tests.Delivery;

[Trait("Rfc", "5321-5.1")]
public sealed class DnsMxResolverTests
{
    private static async Task<MxAnswer> ResolveAsync(string domain, params string[] records)
    {
        await using StubNameServer server = new(records);
        ServiceCollection services = new();
        services.AddLogging();
        services.AddWaypostDelivery();
        services.Configure<DeliveryOptions>(options => options.DnsServer = server.EndPoint);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IMxResolver>().ResolveAsync(domain, TestContext.Current.CancellationToken);
    }

    private static string Describe(MxAnswer answer) => string.Join("; ", answer.Hosts.OrderBy(h => h.Preference).Select(h => $"{h.Preference} {h.Name} {string.Join(' ', h.Addresses)}"));

    [Fact]
    public async Task TheExchangersComeWithTheirAddresses() =>
        Assert.Equal("10 a.test 192.0.2.1 2001:db8::1; 20 b.test 192.0.2.2", Describe(await ResolveAsync(
            "d.test", "d.test MX 20 b.test", "d.test MX 10 a.test", "a.test A 192.0.2.1", "a.test AAAA 2001:db8::1", "b.test A 192.0.2.2")));

    [Fact]
    public async Task WithoutAnMxTheDomainItselfIsTheHost() =>
        Assert.Equal("0 d.test 192.0.2.1", Describe(await ResolveAsync("d.test", "d.test A 192.0.2.1")));

    [Fact]
    public async Task AnAddressLiteralIsItsOwnHost() =>
        Assert.Equal("0 [192.0.2.1] 192.0.2.1", Describe(await ResolveAsync("[192.0.2.1]")));

    [Theory]
    [InlineData("none.test", "d.test A 192.0.2.1", MxStatus.NoSuchDomain)]
    [InlineData("d.test", "d.test MX 0 .", MxStatus.NullMx)]
    [InlineData("d.test", "d.test MX 10 nowhere.test", MxStatus.NoSuchDomain)]
    [InlineData("d.test", "d.test SERVFAIL", MxStatus.TemporaryFailure)]
    public async Task WithoutAHostThereIsAReason(string domain, string record, MxStatus status)
    {
        MxAnswer answer = await ResolveAsync(domain, record);
        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Reason);
    }
}
