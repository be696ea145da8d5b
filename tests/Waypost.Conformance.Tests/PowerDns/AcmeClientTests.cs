using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Waypost.Conformance.Tests.Dns;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.PowerDns;

/// <summary>ACME clients get certificates from an ACME server that finds their challenges in Waypost's DNS.</summary>
public sealed class AcmeClientTests
{
    private const string Zone = "example.com";
    private const string Name = "www.example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LegoGetsACertificateThroughThePowerDnsApi()
    {
        Assert.SkipWhen(Tool.Find("lego") is null, "lego is not installed (Debian: lego)");
        await using WaypostProcess waypost = await StartAsync();
        await using PebbleServer pebble = await PebbleServer.StartAsync(waypost.Ports.Dns, Cancellation);
        ToolRun run = await LegoAsync(waypost, pebble, "pdns", new Dictionary<string, string?>
        {
            ["PDNS_API_URL"] = $"http://127.0.0.1:{waypost.Ports.Http}",
            ["PDNS_API_KEY"] = waypost.AdminKey,
        });
        AssertCertificate(Path.Combine(pebble.Folder, "lego", "certificates", Name + ".crt"), $"{run}\n{pebble.Log}");
        await AssertChallengeIsGoneAsync(waypost);
    }

    [Fact]
    public async Task LegoGetsACertificateByDynamicUpdate()
    {
        Assert.SkipWhen(Tool.Find("lego") is null, "lego is not installed (Debian: lego)");
        await using WaypostProcess waypost = await StartAsync();
        await using PebbleServer pebble = await PebbleServer.StartAsync(waypost.Ports.Dns, Cancellation);
        string secret = await GrantAsync(waypost);
        ToolRun run = await LegoAsync(waypost, pebble, "rfc2136", new Dictionary<string, string?>
        {
            ["RFC2136_NAMESERVER"] = $"127.0.0.1:{waypost.Ports.Dns}",
            ["RFC2136_TSIG_ALGORITHM"] = "hmac-sha256.",
            ["RFC2136_TSIG_KEY"] = "acme",
            ["RFC2136_TSIG_SECRET"] = secret,
        });
        AssertCertificate(Path.Combine(pebble.Folder, "lego", "certificates", Name + ".crt"), $"{run}\n{pebble.Log}");
        await AssertChallengeIsGoneAsync(waypost);
    }

    [Fact]
    public async Task CertbotGetsACertificateByDynamicUpdate()
    {
        Assert.SkipWhen(Tool.Find("certbot") is null, "certbot is not installed (Debian: certbot python3-certbot-dns-rfc2136)");
        await using WaypostProcess waypost = await StartAsync();
        await using PebbleServer pebble = await PebbleServer.StartAsync(waypost.Ports.Dns, Cancellation);
        string credentials = Path.Combine(pebble.Folder, "rfc2136.ini");
        await File.WriteAllTextAsync(credentials, $"""
            dns_rfc2136_server = 127.0.0.1
            dns_rfc2136_port = {waypost.Ports.Dns.ToString(CultureInfo.InvariantCulture)}
            dns_rfc2136_name = acme.
            dns_rfc2136_secret = {await GrantAsync(waypost)}
            dns_rfc2136_algorithm = HMAC-SHA256

            """, Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(credentials, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        string folder = Path.Combine(pebble.Folder, "certbot");
        ToolRun run = await Tool.RunAsync(
            "certbot",
            [
                "certonly", "--non-interactive", "--agree-tos", "--email", "hostmaster@example.com", "--server", pebble.Directory.AbsoluteUri,
                "--config-dir", folder, "--work-dir", folder, "--logs-dir", folder, "--dns-rfc2136", "--dns-rfc2136-credentials", credentials,
                "--dns-rfc2136-propagation-seconds", "0", "-d", Name,
            ],
            new Dictionary<string, string?> { ["REQUESTS_CA_BUNDLE"] = pebble.CertificateFile },
            Cancellation);
        AssertCertificate(Path.Combine(folder, "live", Name, "cert.pem"), $"{run}\n{pebble.Log}");
        await AssertChallengeIsGoneAsync(waypost);
    }

    private static async Task<WaypostProcess> StartAsync()
    {
        WaypostProcess waypost = await WaypostProcess.StartAsync(Cancellation);
        (await new ApiSession(waypost).CreateZoneAsync(Zone, ExampleZones.Forward)).Expect(HttpStatusCode.Created);
        return waypost;
    }

    // A key that may change nothing but challenges.
    private static async Task<string> GrantAsync(WaypostProcess waypost)
    {
        ApiSession api = new(waypost);
        ApiReply key = (await api.PutAsync("/v1/tsig-keys/acme")).Expect(HttpStatusCode.Created);
        const string Settings = """{"settings": {"updatePolicy": ["grant acme name _acme-challenge.www.example.com. TXT"]}}""";
        (await api.SendAsync(HttpMethod.Patch, "/v1/zones/example.com", Settings)).Expect(HttpStatusCode.OK);
        return key.Json.GetProperty("secret").GetString()!;
    }

    private static Task<ToolRun> LegoAsync(WaypostProcess waypost, PebbleServer pebble, string provider, Dictionary<string, string?> environment)
    {
        environment["LEGO_CA_CERTIFICATES"] = pebble.CertificateFile;
        return Tool.RunAsync(
            "lego",
            [
                "--accept-tos", "--email", "hostmaster@example.com", "--server", pebble.Directory.AbsoluteUri, "--path", Path.Combine(pebble.Folder, "lego"),
                "--dns", provider, "--dns.resolvers", $"127.0.0.1:{waypost.Ports.Dns.ToString(CultureInfo.InvariantCulture)}", "--dns.disable-cp", "-d", Name, "run",
            ],
            environment,
            Cancellation);
    }

    private static void AssertCertificate(string file, string explanation)
    {
        Assert.True(File.Exists(file), explanation);
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        Assert.True(certificate.MatchesHostname(Name), explanation);
    }

    // Every client takes its challenge away again.
    private static async Task AssertChallengeIsGoneAsync(WaypostProcess waypost) =>
        Assert.Empty((await Dig.AskAsync(waypost.Ports, "_acme-challenge." + Name, "TXT")).Answer);
}
