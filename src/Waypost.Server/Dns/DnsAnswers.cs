using System.Reflection;
using System.Text;
using Waypost.Dns.Cookies;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Makes <see cref="AnswerSettings"/> of <see cref="DnsOptions"/>.</summary>
public static class DnsAnswers
{
    private const string None = "none";
    private const int MaxRate = 1000;
    private const int MaxWindow = 3600;
    private const int MaxSlip = 10;
    private const int MaxTable = 1 << 26;

    /// <summary>What cannot be used: the setting below the section, and why.</summary>
    public static IEnumerable<(string Key, string Problem)> Problems(DnsOptions options)
    {
        if (options.MaxUdpSize is < 512 or > QueryResponder.MaxUdpPayload)
        {
            yield return ("MaxUdpSize", $"must be from 512 to {QueryResponder.MaxUdpPayload}; it is {options.MaxUdpSize}");
        }
        if (!TryReadNsid(options.Nsid, out _))
        {
            yield return ("Nsid", $"must be at most {AnswerSettings.MaxNsidLength} bytes of text, or 0x and hexadecimal digits in pairs");
        }
        foreach (var (key, text) in new[] { ("Version", options.Version), ("HostName", options.HostName), ("ServerId", options.ServerId) })
        {
            if (text.Length > ChaosZones.MaxTextLength || text.Any(letter => letter is < ' ' or > '~'))
            {
                yield return (key, $"must be at most {ChaosZones.MaxTextLength} printable ASCII characters");
            }
        }
        for (var i = 0; i < options.Cookies.Secrets.Count; i++)
        {
            if (!IsSecret(options.Cookies.Secrets[i]))
            {
                // The value stays out of the message: it is a secret.
                yield return ($"Cookies:Secrets:{i}", $"must be {2 * SipHash.KeyLength} hexadecimal digits");
            }
        }
        foreach (var problem in Problems(options.RateLimit))
        {
            yield return ($"RateLimit:{problem.Key}", problem.Problem);
        }
    }

    /// <summary>The settings, with a new rate limiter; the options have no <see cref="Problems(DnsOptions)"/>.</summary>
    public static AnswerSettings Read(DnsOptions options, TimeProvider time)
    {
        TryReadNsid(options.Nsid, out var nsid);
        var secrets = options.Cookies.Secrets.Select(Convert.FromHexString).ToArray();
        var limits = Read(options.RateLimit);
        return new AnswerSettings
        {
            MinimalAny = options.MinimalAny,
            MaxUdpSize = options.MaxUdpSize,
            Nsid = nsid is { Length: > 0 } ? nsid : null,
            Cookies = options.Cookies.Answer ? new ServerCookies(secrets.Length > 0 ? secrets : [ServerCookies.NewSecret()], time) : null,
            RequireServerCookie = options.Cookies is { Answer: true, Require: true },
            KeepaliveTimeout = (ushort)(options.TcpIdleTimeout.TotalMilliseconds / 100),
            RateLimiter = limits.IsOn ? new RateLimiter(limits, time) : null,
            Chaos = new ChaosZones(Text(options.Version, Program), Text(options.HostName, Environment.MachineName), Text(options.ServerId, null)),
        };
    }

    /// <summary>The program and its version.</summary>
    internal static string Program => $"Waypost {typeof(DnsAnswers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    private static string? Text(string setting, string? otherwise) => setting.Length == 0 ? otherwise : setting == None ? null : setting;

    private static bool IsSecret(string text) => text.Length == 2 * SipHash.KeyLength && text.All(char.IsAsciiHexDigit);

    private static bool TryReadNsid(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bytes = Encoding.UTF8.GetBytes(text);
        }
        else if (text.Length % 2 == 0 && text.Skip(2).All(char.IsAsciiHexDigit))
        {
            bytes = Convert.FromHexString(text.AsSpan(2));
        }
        else
        {
            return false;
        }
        return bytes.Length <= AnswerSettings.MaxNsidLength;
    }

    private static IEnumerable<(string Key, string Problem)> Problems(DnsRateLimitOptions options)
    {
        (string Key, int Value, int Least, int Most)[] numbers =
        [
            ("ResponsesPerSecond", options.ResponsesPerSecond, 0, MaxRate),
            ("ReferralsPerSecond", options.ReferralsPerSecond ?? 0, 0, MaxRate),
            ("NodataPerSecond", options.NodataPerSecond ?? 0, 0, MaxRate),
            ("NxdomainsPerSecond", options.NxdomainsPerSecond ?? 0, 0, MaxRate),
            ("ErrorsPerSecond", options.ErrorsPerSecond ?? 0, 0, MaxRate),
            ("AllPerSecond", options.AllPerSecond, 0, int.MaxValue / MaxWindow / 2),
            ("Window", options.Window, 1, MaxWindow),
            ("Slip", options.Slip, 0, MaxSlip),
            ("Ipv4PrefixLength", options.Ipv4PrefixLength, 1, 32),
            ("Ipv6PrefixLength", options.Ipv6PrefixLength, 1, 128),
            ("QpsScale", options.QpsScale, 0, int.MaxValue),
            ("MaxTableSize", options.MaxTableSize, 1, MaxTable),
        ];
        foreach (var (key, value, least, most) in numbers)
        {
            if (value < least || value > most)
            {
                yield return (key, $"must be from {least} to {most}; it is {value}");
            }
        }
        if (!AddressMatchList.TryParse(options.ExemptClients, AclTable.BuiltIn(), out _, out var error))
        {
            yield return ("ExemptClients", error);
        }
    }

    private static RateLimitSettings Read(DnsRateLimitOptions options) => new()
    {
        ResponsesPerSecond = options.ResponsesPerSecond,
        ReferralsPerSecond = options.ReferralsPerSecond,
        NodataPerSecond = options.NodataPerSecond,
        NxdomainsPerSecond = options.NxdomainsPerSecond,
        ErrorsPerSecond = options.ErrorsPerSecond,
        AllPerSecond = options.AllPerSecond,
        Window = options.Window,
        Slip = options.Slip,
        Ipv4PrefixLength = options.Ipv4PrefixLength,
        Ipv6PrefixLength = options.Ipv6PrefixLength,
        LogOnly = options.LogOnly,
        QpsScale = options.QpsScale,
        MaxTableSize = options.MaxTableSize,
        ExemptClients = AddressMatchList.TryParse(options.ExemptClients, AclTable.BuiltIn(), out var exempt, out _) ? exempt : AddressMatchList.None,
    };
}
