using System.Net.Sockets;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An IPv6 address (RFC 3596 section 2.2).</summary>
internal sealed class AaaaRdata() : RdataType(28, "AAAA",
    new AddressField("address", AddressFamily.InterNetworkV6));
