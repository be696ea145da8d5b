using Waypost.Dns.Zones;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::reverse_zone(network)</c>.</summary>
internal sealed class ReverseZoneFunction() : TextFunction(
    "reverse_zone",
    "The zone of a network's reverse names",
    "Gives `2.0.192.in-addr.arpa.` for `192.0.2.0/24`, `128/26.2.0.192.in-addr.arpa.` for `192.0.2.128/26` (RFC 2317), and a zone under `ip6.arpa.` for an IPv6 prefix.",
    "network",
    "A network in CIDR form.")
{
    protected override FunctionResult Call(string text) => ReverseNetwork.TryGetOrigin(text, out var origin, out var error) ? Text(origin) : Failure(error);
}
