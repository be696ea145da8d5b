using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace Waypost.Api.Tests.Features;

public sealed class MailProgramTests(ApiHost host)
{
    [Fact]
    public async Task ThunderbirdFindsTheServersOfAMailDomain()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/programs.example", null);
        var response = await host.Anonymous.GetJsonAsync("/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=ann%40programs.example");
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        var document = XDocument.Parse(await response.TextAsync());
        var imap = document.Descendants("incomingServer").First(server => server.Attribute("type")!.Value == "imap");
        Assert.Equal(host.Settings.Imap.Port.ToString(CultureInfo.InvariantCulture), imap.Element("port")!.Value);
        Assert.Equal("plain", imap.Element("socketType")!.Value);
        Assert.Equal("programs.example", document.Descendants("domain").Single().Value);
        Assert.Equal("smtp", document.Descendants("outgoingServer").Single().Attribute("type")!.Value);
        await (await host.Anonymous.GetJsonAsync("/mail/config-v1.1.xml?emailaddress=ann%40elsewhere.example")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task OutlookFindsTheServersOfAnAddress()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/programs.example", null);
        const string request = """<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>ann@programs.example</EMailAddress></Request></Autodiscover>""";
        var response = await host.Anonymous.CallAsync(HttpMethod.Post, "/Autodiscover/Autodiscover.xml", request, mediaType: "text/xml");
        var document = XDocument.Parse(await response.TextAsync());
        Assert.Equal(["IMAP", "POP3", "SMTP"], document.Descendants().Where(element => element.Name.LocalName == "Type").Select(element => element.Value));
        Assert.All(document.Descendants().Where(element => element.Name.LocalName == "LoginName"), element => Assert.Equal("ann@programs.example", element.Value));
        await (await host.Anonymous.CallAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", mediaType: "text/xml")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ApplesProfileNamesTheAccount()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/programs.example", null);
        var response = await host.Anonymous.GetJsonAsync("/apple.mobileconfig?emailaddress=ann%40programs.example");
        Assert.Equal("application/x-apple-aspen-config", response.Content.Headers.ContentType?.MediaType);
        var text = await response.TextAsync();
        Assert.Contains("<key>EmailAddress</key>", text, StringComparison.Ordinal);
        Assert.Contains("ann@programs.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRecordsOfADomainAreSuggested()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/programs.example", null);
        var records = (await (await host.Reader.GetJsonAsync("/v1/mail-domains/programs.example/client-records")).OkAsync()).GetProperty("records").EnumerateArray().Select(record => record.GetString()).ToList();
        Assert.Contains(FormattableString.Invariant($"_imap._tcp.programs.example. 3600 IN SRV 0 1 {host.Settings.Imap.Port} {host.Settings.Smtp.HostName}."), records);
        Assert.Contains("_imaps._tcp.programs.example. 3600 IN SRV 0 0 0 .", records);
        await (await host.Admin.GetJsonAsync("/v1/mail-domains/nowhere.example/client-records")).ProblemAsync(HttpStatusCode.NotFound);
    }
}
