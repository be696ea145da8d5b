using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>What the child wants its parent to copy (RFC 7477 section 2.1).</summary>
internal sealed class CsyncRdata() : RdataType(62, "CSYNC",
    new IntegerField("soa serial", 4),
    new IntegerField("flags", 2),
    new TypeBitmapField("types", optional: true));
