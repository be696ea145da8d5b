using System.Diagnostics.CodeAnalysis;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Waypost.Dns.Serving;

/// <summary>The address match lists that have a name: BIND's four built-in ones, and those of <c>acl</c> statements. Immutable.</summary>
public sealed class AclTable
{
    private readonly Dictionary<string, AddressMatchList> _lists;

    private AclTable(Dictionary<string, AddressMatchList> lists) => _lists = lists;

    /// <summary>The built-in lists alone, for this machine's addresses as they are now.</summary>
    public static AclTable BuiltIn()
    {
        var (hosts, networks) = ReadInterfaces();
        return Of(hosts, networks);
    }

    /// <summary>The built-in lists for these addresses and networks.</summary>
    public static AclTable Of(IEnumerable<AddressPrefix> localhost, IEnumerable<AddressPrefix> localnets) => new(new(StringComparer.OrdinalIgnoreCase)
    {
        ["any"] = AddressMatchList.Any,
        ["none"] = AddressMatchList.None,
        ["localhost"] = AddressMatchList.Of(localhost),
        ["localnets"] = AddressMatchList.Of(localnets),
    });

    /// <summary>Whether the name is one of BIND's own: any, none, localhost, localnets.</summary>
    public static bool IsBuiltIn(string name) => name.ToUpperInvariant() is "ANY" or "NONE" or "LOCALHOST" or "LOCALNETS";

    /// <summary>The table with one list more, or in the place of that name's.</summary>
    public AclTable With(string name, AddressMatchList list) => new(new(_lists, StringComparer.OrdinalIgnoreCase) { [name] = list });

    /// <summary>The list of a name; case does not matter, as in BIND.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out AddressMatchList? list) => _lists.TryGetValue(name, out list);

    private static (List<AddressPrefix> Hosts, List<AddressPrefix> Networks) ReadInterfaces()
    {
        var (hosts, networks) = (new List<AddressPrefix>(), new List<AddressPrefix>());
        foreach (var unicast in NetworkInterface.GetAllNetworkInterfaces().SelectMany(each => each.GetIPProperties().UnicastAddresses))
        {
            var address = unicast.Address;
            hosts.Add(AddressPrefix.Of(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            networks.Add(AddressPrefix.Of(address, unicast.PrefixLength));
        }
        return (hosts, networks);
    }
}
