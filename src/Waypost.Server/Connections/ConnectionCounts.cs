using System.Net;
using System.Net.Sockets;

namespace Waypost.Server.Connections;

/// <summary>What one client may do; 0 is no limit.</summary>
/// <param name="PerClient">Connections at a time.</param>
/// <param name="PerNetwork">Connections at a time of its network.</param>
/// <param name="PerMinute">Connections that begin within a minute.</param>
internal readonly record struct ConnectionAllowance(int PerClient, int PerNetwork, int PerMinute);

/// <summary>Whether a connection may go on.</summary>
internal enum Admission { Admitted, TooManyOpen, TooManyBegun }

/// <summary>Counts connections by client address and by network (an IPv4 /24, an IPv6 /64).</summary>
internal sealed class ConnectionCounts(TimeProvider time)
{
    private const int Slices = 6; // of ten seconds
    private const int SweepAt = 4096;
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Client> _clients = [];
    private readonly Dictionary<IPAddress, int> _networks = [];

    public Admission TryEnter(IPAddress address, ConnectionAllowance allowance)
    {
        long slice = time.GetUtcNow().ToUnixTimeSeconds() / 10;
        IPAddress network = NetworkOf(address);
        lock (_lock)
        {
            if (!_clients.TryGetValue(address, out Client? client))
            {
                if (_clients.Count >= SweepAt)
                {
                    Sweep(slice);
                }

                _clients.Add(address, client = new Client());
            }

            int begun = client.Begin(slice);
            if (allowance.PerMinute > 0 && begun > allowance.PerMinute)
            {
                return Admission.TooManyBegun;
            }

            int inNetwork = _networks.GetValueOrDefault(network);
            if ((allowance.PerClient > 0 && client.Open >= allowance.PerClient) || (allowance.PerNetwork > 0 && inNetwork >= allowance.PerNetwork))
            {
                return Admission.TooManyOpen;
            }

            client.Open++;
            _networks[network] = inNetwork + 1;
            return Admission.Admitted;
        }
    }

    /// <summary>An admitted connection has ended.</summary>
    public void Leave(IPAddress address)
    {
        IPAddress network = NetworkOf(address);
        lock (_lock)
        {
            if (_clients.TryGetValue(address, out Client? client))
            {
                client.Open--;
            }

            int left = _networks.GetValueOrDefault(network) - 1;
            if (left <= 0)
            {
                _networks.Remove(network);
            }
            else
            {
                _networks[network] = left;
            }
        }
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        octets.AsSpan(address.AddressFamily == AddressFamily.InterNetwork ? 3 : 8).Clear();
        return new IPAddress(octets);
    }

    private void Sweep(long slice)
    {
        foreach ((IPAddress address, Client client) in _clients)
        {
            if (client.Open == 0 && client.LastSlice < slice - Slices)
            {
                _clients.Remove(address);
            }
        }
    }

    private sealed class Client
    {
        private readonly int[] _begun = new int[Slices];

        public int Open { get; set; }

        public long LastSlice { get; private set; }

        /// <summary>Counts a beginning, and returns those of the last minute.</summary>
        public int Begin(long slice)
        {
            for (long stale = Math.Max(LastSlice + 1, slice - Slices + 1); stale <= slice; stale++)
            {
                _begun[stale % Slices] = 0;
            }

            LastSlice = slice;
            _begun[slice % Slices]++;
            return _begun.Sum();
        }
    }
}
