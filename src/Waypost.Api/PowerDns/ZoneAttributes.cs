using System.Net;
using Waypost.Dns.Serving;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>What PowerDNS says of a zone besides its records, kept as metadata: account and kind under names that clients cannot use.</summary>
internal sealed record ZoneAttributes(IReadOnlyDictionary<string, IReadOnlyList<string>> Metadata)
{
    public const string AccountKind = ":ACCOUNT";
    public const string KindKind = ":KIND";
    public const string SoaEditApiKind = "SOA-EDIT-API";
    public const string SoaEditKind = "SOA-EDIT";
    public const string ApiRectifyKind = "API-RECTIFY";

    public string Account => First(AccountKind) ?? "";

    public string SoaEditApi => First(SoaEditApiKind) ?? "DEFAULT";

    public string SoaEdit => First(SoaEditKind) ?? "";

    public bool ApiRectify => First(ApiRectifyKind) == "1";

    public static ZoneAttributes Of(IEnumerable<ZoneMetadata> metadata) => new(metadata.ToDictionary(item => item.Kind, item => item.Values, StringComparer.Ordinal));

    /// <summary>Whether clients see this kind as metadata.</summary>
    public static bool IsVisible(string kind) => !kind.StartsWith(':');

    /// <summary><c>Native</c>, <c>Master</c> or <c>Slave</c>. A primary that was not made here is Master, for it announces its changes.</summary>
    public string KindOf(ZoneKind kind) => kind == ZoneKind.Secondary ? "Slave" : First(KindKind) ?? "Master";

    /// <summary>Native, Master or Slave, by either of its names; what is unknown is Native, as in PowerDNS.</summary>
    public static string ReadKind(string text) => text.ToUpperInvariant() switch
    {
        "MASTER" or "PRIMARY" => "Master",
        "SLAVE" or "SECONDARY" => "Slave",
        _ => "Native",
    };

    /// <summary>Primaries as PowerDNS writes masters: <c>192.0.2.1:5300</c>.</summary>
    public static IReadOnlyList<string> ToMasters(ZoneRow zone) => [.. (zone.Settings?.Primaries ?? []).Select(ToMaster).OfType<string>()];

    /// <summary>Masters as settings have primaries: <c>192.0.2.1 port 5300</c>.</summary>
    public static string ToPrimary(string master)
    {
        if (IPAddress.TryParse(master.Trim('[', ']'), out var address))
        {
            return address.ToString();
        }

        return IPEndPoint.TryParse(master, out var endPoint)
            ? FormattableString.Invariant($"{endPoint.Address} port {endPoint.Port}")
            : throw new PowerDnsException($"Master ({master}) is not an IP address: Unable to convert presentation address '{master}'");
    }

    private static string? ToMaster(string primary)
    {
        var words = primary.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || !IPAddress.TryParse(words[0], out var address) ? null
            : Array.IndexOf(words, "port") is > 0 and var port && port + 1 < words.Length
                ? address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]:{words[port + 1]}" : $"{address}:{words[port + 1]}"
                : address.ToString();
    }

    private string? First(string kind) => Metadata.TryGetValue(kind, out var values) && values.Count > 0 ? values[0] : null;
}
