using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A pointer to another name (RFC 1035 section 3.3.12).</summary>
internal sealed class PtrRdata() : RdataType(12, "PTR",
    new NameField("ptrdname", compressible: true));
