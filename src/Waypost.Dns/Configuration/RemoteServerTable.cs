using Waypost.Dns.Names;
using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>What is known of other servers, by address. Immutable.</summary>
public sealed class RemoteServerTable
{
    private readonly List<(AddressPrefix Prefix, RemoteServer Server)> _servers;

    private RemoteServerTable(List<(AddressPrefix Prefix, RemoteServer Server)> servers) => _servers = servers;

    /// <summary>Nothing known of anybody.</summary>
    public static RemoteServerTable Empty { get; } = new([]);

    /// <summary>The statement for an address, that of the longest prefix; null when there is none.</summary>
    public RemoteServer? Find(UInt128 address) => _servers.Find(entry => entry.Prefix.Contains(address)).Server;

    internal static RemoteServerTable Compile(IReadOnlyList<RemoteServer> servers, List<ConfigurationError> errors)
    {
        var table = new List<(AddressPrefix Prefix, RemoteServer Server)>();
        foreach (var server in servers)
        {
            if (!AddressPrefix.TryParse(server.Address, out var prefix, out var wrong))
            {
                Fail("key", wrong!);
                continue;
            }
            table.Add((prefix, server));
            if (server.TransferFormat is not (null or "one-answer" or "many-answers"))
            {
                Fail("$.transferFormat", "must be one-answer or many-answers");
            }
            if (server.Key is { } key && !DnsName.TryParse(key, DnsName.Root, out _, out var error))
            {
                Fail("$.key", $"'{key}' is not a key name: {error}");
            }
            Range("$.ednsUdpSize", server.EdnsUdpSize);
            Range("$.maxUdpSize", server.MaxUdpSize);
            Address("$.transferSource", server.TransferSource);
            Address("$.notifySource", server.NotifySource);
            if (server.Transfers is < 1)
            {
                Fail("$.transfers", "must be at least 1");
            }

            void Fail(string path, string message) => errors.Add(new(StatementSection.RemoteServer, server.Address, path, message));

            void Range(string path, int? size)
            {
                if (size is < 512 or > 4096)
                {
                    Fail(path, "must be from 512 to 4096");
                }
            }

            void Address(string path, string? text)
            {
                if (text is not (null or "*") && !System.Net.IPAddress.TryParse(text.Split(' ')[0], out _))
                {
                    Fail(path, "must be an IP address, or *");
                }
            }
        }
        return new([.. table.OrderByDescending(entry => entry.Prefix.Length)]);
    }
}
