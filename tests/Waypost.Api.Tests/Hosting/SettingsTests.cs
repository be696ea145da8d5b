using Microsoft.Extensions.Configuration;
using Waypost.Api.Hosting;

namespace Waypost.Api.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Http:Port", "eighty")]
    [InlineData("Http:Port", "70000")]
    [InlineData("Dns:Port", "-1")]
    [InlineData("Smtp:SubmissionPort", "65536")]
    [InlineData("Imap:Address", "everywhere")]
    [InlineData("Http:DrainTime", "-00:00:01")]
    [InlineData("Database:Provider", "Postgres")]
    [InlineData("Delivery:DnsServer", "resolver.example")]
    [InlineData("Dns:Prot", "53")]
    [InlineData("Dns:RateLimit:Slipp", "2")]
    [InlineData("Dns:RateLimit:Slip", "11")]
    [InlineData("Dns:RateLimit:Window", "long")]
    [InlineData("Dns:Cookies:Secrets:0", "not-hexadecimal")]
    public void AWrongSettingIsNamedByItsKey(string key, string value)
    {
        var exception = Assert.Throws<SettingsException>(() => Read((key, value)));
        Assert.Contains(key, Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.Contains("WAYPOST_" + key.Replace(":", "__", StringComparison.Ordinal), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWrongSettingIsNamedAtOnce() =>
        Assert.Equal(2, Assert.Throws<SettingsException>(() => Read(("Http:Port", "x"), ("Pop3:Port", "y"))).Problems.Count);

    [Fact]
    public void SqlServerNeedsAConnectionString()
    {
        Assert.Contains("ConnectionStrings:Waypost", Assert.Throws<SettingsException>(() => Read(("Database:Provider", "SqlServer"))).Message, StringComparison.Ordinal);
        Assert.Equal("Server=db", Read(("Database:Provider", "SqlServer"), ("ConnectionStrings:Waypost", "Server=db")).Database.ConnectionString);
    }

    [Fact]
    public void DefaultsListenOnLoopbackWithTheDocumentedPorts() =>
        Assert.Equal(
            ["HTTP 127.0.0.1:8080", "DNS 127.0.0.1:1053", "DNS 127.0.0.1:1053", "SMTP 127.0.0.1:1025", "Submission 127.0.0.1:1587", "POP3 127.0.0.1:1110", "IMAP 127.0.0.1:1143"],
            Listener.Of(Read()).Select(listener => $"{listener.Protocol} {listener.EndPoint}"));

    [Fact]
    public void APortOfZeroTurnsAProtocolOff() =>
        Assert.DoesNotContain(Listener.Of(Read(("Pop3:Port", "0"))), listener => listener.Protocol == "POP3");

    private static WaypostSettings Read(params (string Key, string Value)[] settings) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
