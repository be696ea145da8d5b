using System.Globalization;
using System.Net;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>What a configuration says, read by name.</summary>
public sealed class NamedConfFileTests
{
    [Fact]
    public void ZonesAreReadWithTheirTypesFilesAndServers()
    {
        var config = Read("""
            primaries up port 5353 { 192.0.2.1 key k; 2001:db8::1 port 54 tls ephemeral; other; };
            primaries other { 192.0.2.9; };
            zone "example.com" { type master; file "example.com.zone"; };
            zone example.org. IN { type secondary; primaries { up; 192.0.2.3 port 99; }; };
            view v { zone example.net { type forward; }; };
            """, allowErrors: true);
        Assert.Equal(["example.com", "example.org.", "example.net"], config.Zones.Select(zone => zone.Name));
        Assert.Equal(["primary", "secondary", "forward"], config.Zones.Select(zone => zone.Type));
        Assert.Equal("master", config.Zones[0].StatedType);
        Assert.Equal("example.com.zone", config.Zones[0].File);
        Assert.Equal([new NamedConfServer(null, "up", null, null, null), new NamedConfServer(IPAddress.Parse("192.0.2.3"), null, 99, null, null)], config.Zones[1].Primaries!.Servers);
        Assert.Equal("v", config.Zones[2].View!.Name);
        var up = config.Primaries[0];
        Assert.Equal(("up", 5353), (up.Name, up.Port));
        Assert.Equal(new NamedConfServer(IPAddress.Parse("192.0.2.1"), null, null, "k", null), up.Servers[0]);
        Assert.Equal(new NamedConfServer(IPAddress.Parse("2001:db8::1"), null, 54, null, "ephemeral"), up.Servers[1]);
    }

    [Fact]
    public void AddressMatchListsAreReadAsNamedConfWritesThem()
    {
        var config = Read("acl a { !10/8; 192.0.2.1; key \"k\"; { any; !::1; }; localnets; };");
        Assert.Equal(["!10.0.0.0/8", "192.0.2.1", "key k", "{ any; !::1; }", "localnets"], NamedConfig.Elements(config.Acls.Single().Elements));
    }

    [Fact]
    public void KeysControlsAndLoggingAreRead()
    {
        var config = Read("""
            key k { algorithm hmac-sha256; secret "YWJj"; };
            controls { inet 127.0.0.1 port 9953 allow { localhost; } keys { k; } read-only yes; };
            logging { channel c { file "a" versions 2 size 10M; severity debug 3; }; category queries { c; null; }; };
            """);
        Assert.Equal(new NamedConfKey("k", "hmac-sha256", "YWJj"), config.Keys.Single());
        var control = config.Controls.Single();
        Assert.Equal((IPAddress.Loopback, 9953, true), (control.Address, control.Port, control.IsReadOnly));
        Assert.Equal(["localhost"], control.Allow);
        Assert.Equal(["k"], control.Keys);
        Assert.Equal("c", ((ConfText)config.LoggingChannels.Single().Id!).Text);
        Assert.Equal(10UL << 20, ((ConfNumber)((ConfTuple)config.LoggingChannels.Single()["file"]!)["size"]).Value);
        var (category, channels) = config.LoggingCategories.Single();
        Assert.Equal("queries", category);
        Assert.Equal(["c", "null"], channels);
    }

    [Fact]
    public void AClauseIsTakenFromTheZoneThenTheViewThenTheOptions()
    {
        var config = Read("""
            options { notify no; recursion no; max-refresh-time 9; };
            view v { notify explicit; recursion yes; zone x { type primary; file "a"; notify yes; }; };
            """);
        var (view, zone) = (config.Views[0], config.Zones[0]);
        Assert.Equal("yes", config.Effective("notify", view, zone)!.ToString());
        Assert.Equal("yes", config.Effective("recursion", view, zone)!.ToString());
        Assert.Equal("9", config.Effective("max-refresh-time", view, zone)!.ToString());
        Assert.Null(config.Effective("also-notify", view, zone));
    }

    [Fact]
    public void IncludesAreReadInPlaceAndKeepTheirFilesAndLines()
    {
        MemoryConfFiles files = new(
            ("named.conf", "options { directory \"/\"; };\ninclude \"/z/*.conf\";\nzone last { type primary; file \"l\"; };\n"),
            ("/z/1.conf", "zone one { type primary; file \"1\"; };\n"),
            ("/z/2.conf", "\nzone two {\n  include \"/z/inner\";\n};\n"),
            ("/z/inner", "type primary;\nfile \"2\";\nbad yes;\n"));
        var result = NamedConfFile.Parse("named.conf", null, files);
        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("/z/inner:3: unknown option 'bad'", finding.ToString());
        Assert.Equal(["named.conf", "/z/1.conf", "/z/2.conf", "/z/inner"], result.Files.Order(StringComparer.Ordinal).OrderBy(file => file.StartsWith('/')));
    }

    [Fact]
    public void SecretsAreHiddenFromTheCanonicalForm()
    {
        var config = Read("key k { algorithm hmac-sha256; secret \"YWJj\"; };");
        Assert.Contains("secret \"YWJj\";", config.Print(), StringComparison.Ordinal);
        Assert.Contains("secret \"????\";", config.Print(obscure: true), StringComparison.Ordinal);
    }

    [Fact]
    public void DeprecationsAreNotWarnedAboutWhenAskedNotTo()
    {
        MemoryConfFiles files = new((ConfCorpus.FileName, "options { glue-cache yes; };"));
        Assert.Single(NamedConfFile.Parse(ConfCorpus.FileName, null, files).Diagnostics);
        Assert.Empty(NamedConfFile.Parse(ConfCorpus.FileName, new NamedConfOptions(IgnoreDeprecated: true), files).Diagnostics);
    }

    [Theory]
    [InlineData("acl a { ", "{ ")]
    [InlineData("acl a { ", "! ")]
    [InlineData("foo ", "{ ")]
    public void NestingWithoutEndIsAnErrorAndNotACrash(string before, string nested)
    {
        var text = before + string.Concat(Enumerable.Repeat(nested, 100_000));
        Assert.True(NamedConfFile.Parse(ConfCorpus.FileName, null, new MemoryConfFiles((ConfCorpus.FileName, text))).HasErrors);
    }

    [Fact]
    public void AFileThatIncludesItselfIsAnError() =>
        Assert.True(NamedConfFile.Parse(ConfCorpus.FileName, null, new MemoryConfFiles((ConfCorpus.FileName, $"include \"{ConfCorpus.FileName}\";"))).HasErrors);

    [Fact]
    public void ALargeConfigurationIsReadWhole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"zone z{i}.example {{ type primary; file \"z{i}\"; }};\n")));
        Assert.Equal(20_000, Read(text).Zones.Count);
    }

    private static NamedConfig Read(string text, bool allowErrors = false)
    {
        var result = NamedConfFile.Parse(ConfCorpus.FileName, null, new MemoryConfFiles((ConfCorpus.FileName, text)));
        Assert.True(allowErrors || !result.HasErrors, string.Join('\n', result.Diagnostics));
        return result.Config!;
    }
}
