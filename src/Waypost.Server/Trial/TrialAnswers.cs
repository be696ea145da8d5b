using System.Text;
using Waypost.Dns.Cookies;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>How answers are given, by the options statement, with BIND's defaults.</summary>
public sealed class TrialAnswers(BindLog log, TimeProvider time)
{
    private const int AdvertisedTimeout = 300;

    // Without cookie-secret, one secret for as long as the process runs: a reload must not make the cookies of clients worthless.
    private readonly byte[] _secret = ServerCookies.NewSecret();

    public AnswerSettings Read(TrialConfiguration configuration)
    {
        var identity = configuration.Config.Options?["server-id"] is ConfText { Text: "hostname" } ? Environment.MachineName : configuration.Text("server-id");
        return new AnswerSettings
        {
            MinimalAny = configuration.Flag("minimal-any") ?? false,
            MaxUdpSize = Math.Clamp(configuration.Number("max-udp-size") ?? QueryResponder.MaxUdpPayload, 512, QueryResponder.MaxUdpPayload),
            Nsid = identity is null ? null : Encoding.UTF8.GetBytes(identity)[..Math.Min(Encoding.UTF8.GetByteCount(identity), AnswerSettings.MaxNsidLength)],
            Cookies = configuration.Flag("answer-cookie") ?? true ? new ServerCookies(Secrets(configuration), time) : null,
            RequireServerCookie = configuration.Flag("require-server-cookie") ?? false,
            KeepaliveTimeout = (ushort)(configuration.Number("tcp-advertised-timeout") ?? AdvertisedTimeout),
            RateLimiter = Limits(configuration) is { IsOn: true } limits ? new RateLimiter(limits, time) : null,
            Chaos = new ChaosZones(
                configuration.IsNone("version") ? null : configuration.Text("version") ?? TrialRndcTarget.Version.Split('+')[0],
                configuration.IsNone("hostname") ? null : configuration.Text("hostname") is { } name && name != "hostname" ? name : Environment.MachineName,
                identity),
        };
    }

    private List<byte[]> Secrets(TrialConfiguration configuration)
    {
        var stated = new List<byte[]>();
        foreach (var secret in (configuration.Config.Options?.All("cookie-secret") ?? []).OfType<ConfText>())
        {
            if (secret.Text.Length == 2 * SipHash.KeyLength && secret.Text.All(char.IsAsciiHexDigit))
            {
                stated.Add(Convert.FromHexString(secret.Text));
            }
        }
        return stated.Count > 0 ? stated : [_secret];
    }

    private RateLimitSettings? Limits(TrialConfiguration configuration)
    {
        if (configuration.Config.Effective("rate-limit", configuration.Config.Views.FirstOrDefault(view => view.Options["rate-limit"] is not null)) is not ConfMap limits)
        {
            return null;
        }
        int? Number(string clause) => (int?)(limits[clause] as ConfNumber)?.Value;
        var exempt = limits["exempt-clients"] is { } list ? TrialConfiguration.Compile(list, configuration.Acls, log) : null;
        var otherwise = new RateLimitSettings();
        return otherwise with
        {
            ResponsesPerSecond = Number("responses-per-second") ?? 0,
            ReferralsPerSecond = Number("referrals-per-second"),
            NodataPerSecond = Number("nodata-per-second"),
            NxdomainsPerSecond = Number("nxdomains-per-second"),
            ErrorsPerSecond = Number("errors-per-second"),
            AllPerSecond = Number("all-per-second") ?? 0,
            Window = Number("window") ?? otherwise.Window,
            Slip = Number("slip") ?? otherwise.Slip,
            Ipv4PrefixLength = Number("ipv4-prefix-length") ?? otherwise.Ipv4PrefixLength,
            Ipv6PrefixLength = Number("ipv6-prefix-length") ?? otherwise.Ipv6PrefixLength,
            LogOnly = limits["log-only"] is ConfBoolean { Value: true },
            QpsScale = Number("qps-scale") ?? 0,
            MaxTableSize = Number("max-table-size") ?? otherwise.MaxTableSize,
            ExemptClients = exempt ?? AddressMatchList.None,
        };
    }
}
