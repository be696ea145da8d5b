using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Address prefixes (RFC 3123 section 4).</summary>
internal sealed class AplRdata() : RdataType(42, "APL",
    new PrefixListField("prefixes"));
