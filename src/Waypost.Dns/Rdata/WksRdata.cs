using System.Net.Sockets;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Well-known services (RFC 1035 section 3.4.2), given up by RFC 1123 section 2.2.</summary>
internal sealed class WksRdata() : RdataType(11, "WKS",
    new AddressField("address", AddressFamily.InterNetwork),
    new ProtocolField("protocol"),
    new PortBitmapField("services"));
