using System.Net;
using System.Net.Sockets;
using Waypost.Dns.ZoneChecks;

namespace Waypost.Cli.Classic;

/// <summary>Asks the machine's resolver about names outside of the zone, as named-checkzone -i full does.</summary>
internal sealed class ResolverNames : IOutsideNames
{
    public string? Check(string name)
    {
        try
        {
            IPHostEntry entry = System.Net.Dns.GetHostEntry(name);
            return entry.AddressList.Length == 0 ? "has no addresses records (A or AAAA)"
                : entry.HostName.TrimEnd('.').Equals(name, StringComparison.OrdinalIgnoreCase) ? null
                : $"is a CNAME '{entry.HostName}' (illegal)";
        }
        catch (SocketException failure)
        {
            // Only an answer that there is none counts; a resolver that is out of reach says nothing about the zone.
            return failure.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? "has no addresses records (A or AAAA)" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
