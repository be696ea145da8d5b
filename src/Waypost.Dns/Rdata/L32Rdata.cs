using System.Net.Sockets;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A 32-bit locator (RFC 6742 section 2.2).</summary>
internal sealed class L32Rdata() : RdataType(105, "L32",
    new IntegerField("preference", 2),
    new AddressField("locator32", AddressFamily.InterNetwork));
