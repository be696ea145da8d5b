using System.Net;

namespace Waypost.Server.Connections;

/// <summary>Addresses and networks, as a setting lists them: <c>127.0.0.1, 10.0.0.0/8, 2001:db8::/32</c>.</summary>
public sealed class NetworkList
{
    private readonly IPNetwork[] _networks;

    private NetworkList(IPNetwork[] networks) => _networks = networks;

    /// <summary>Reads a list. What is no network is left out; <see cref="Problem"/> tells of it at the start.</summary>
    public static NetworkList Parse(string text) =>
        new([.. Split(text).Select(Read).OfType<IPNetwork>()]);

    /// <summary>The first word that is no network, or null.</summary>
    public static string? Problem(string text) => Split(text).FirstOrDefault(word => Read(word) is null);

    /// <summary>Whether an address is in one of them.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }

    private static string[] Split(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? Read(string word) =>
        IPNetwork.TryParse(word, out IPNetwork network) ? network
        : IPAddress.TryParse(word, out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
