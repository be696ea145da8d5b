using System.Text;
using Waypost.Dns.Cookies;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Server.Dns;
using Waypost.Server.Trial.Logging;

namespace Waypost.Server.Trial;

/// <summary>How answers are given, as the options statement of a named.conf says: its clauses, with BIND's defaults.</summary>
public static class TrialAnswers
{
    private const string None = "none";
    private const string HostName = "hostname";

    /// <summary>Reads the clauses; null, with a log line, when a list names what is not there.</summary>
    public static AnswerSettings? Read(TrialConfiguration configuration, TimeProvider time, BindLog log)
    {
        var options = configuration.Config.Options;
        var host = Environment.MachineName;
        var serverId = Text(options, "server-id") switch { None or null => null, HostName => host, var text => text };
        RateLimiter? limiter = null;
        if (options?["rate-limit"] is ConfMap clauses)
        {
            var exempt = clauses["exempt-clients"] is { } list ? TrialConfiguration.Compile(list, configuration.Acls, log) : AddressMatchList.None;
            if (exempt is null)
            {
                return null;
            }
            var limits = Limits(clauses, exempt);
            limiter = limits.IsOn ? new RateLimiter(limits, time) : null;
        }
        return new AnswerSettings
        {
            MinimalAny = Flag(options, "minimal-any", false),
            MaxUdpSize = Math.Clamp(configuration.Number("max-udp-size") ?? QueryResponder.MaxUdpPayload, 512, QueryResponder.MaxUdpPayload),
            Nsid = serverId is null ? null : Encoding.UTF8.GetBytes(serverId) is { Length: <= AnswerSettings.MaxNsidLength } nsid ? nsid : null,
            Cookies = Flag(options, "answer-cookie", true) ? new ServerCookies(Secrets(options), time) : null,
            RequireServerCookie = Flag(options, "require-server-cookie", false),
            RateLimiter = limiter,
            Chaos = new ChaosZones(
                Text(options, "version") switch { None => null, null => DnsAnswers.Program, var text => text },
                Text(options, "hostname") switch { None => null, null => host, var text => text },
                serverId),
        };
    }

    private static RateLimitSettings Limits(ConfMap clauses, AddressMatchList exempt)
    {
        var defaults = new RateLimitSettings();
        return new()
        {
            ResponsesPerSecond = Number(clauses, "responses-per-second") ?? 0,
            ReferralsPerSecond = Number(clauses, "referrals-per-second"),
            NodataPerSecond = Number(clauses, "nodata-per-second"),
            NxdomainsPerSecond = Number(clauses, "nxdomains-per-second"),
            ErrorsPerSecond = Number(clauses, "errors-per-second"),
            AllPerSecond = Number(clauses, "all-per-second") ?? 0,
            Window = Number(clauses, "window") ?? defaults.Window,
            Slip = Number(clauses, "slip") ?? defaults.Slip,
            Ipv4PrefixLength = Number(clauses, "ipv4-prefix-length") ?? defaults.Ipv4PrefixLength,
            Ipv6PrefixLength = Number(clauses, "ipv6-prefix-length") ?? defaults.Ipv6PrefixLength,
            LogOnly = Flag(clauses, "log-only", false),
            QpsScale = Number(clauses, "qps-scale") ?? 0,
            MaxTableSize = Number(clauses, "max-table-size") ?? defaults.MaxTableSize,
            ExemptClients = exempt,
        };
    }

    // named-checkconf refuses a secret that is not 128 bits of hexadecimal.
    private static byte[][] Secrets(ConfMap? options)
    {
        byte[][] secrets = [.. (options?.All("cookie-secret") ?? []).OfType<ConfText>().Select(secret => Convert.FromHexString(secret.Text)).Where(bytes => bytes.Length == SipHash.KeyLength)];
        return secrets.Length > 0 ? secrets : [ServerCookies.NewSecret()];
    }

    private static string? Text(ConfMap? clauses, string name) => (clauses?[name] as ConfText)?.Text;

    private static bool Flag(ConfMap? clauses, string name, bool otherwise) => (clauses?[name] as ConfBoolean)?.Value ?? otherwise;

    private static int? Number(ConfMap clauses, string name) => clauses[name] is ConfNumber { Value: <= int.MaxValue } number ? (int)number.Value : null;
}
