using System.Net.Sockets;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An IPv4 address (RFC 1035 section 3.4.1).</summary>
internal sealed class ARdata() : RdataType(1, "A",
    new AddressField("address", AddressFamily.InterNetwork));
