using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Text (RFC 1035 section 3.3.14).</summary>
internal sealed class TxtRdata() : RdataType(16, "TXT",
    new StringsField("text"));
