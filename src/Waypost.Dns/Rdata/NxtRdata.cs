using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The next name and the types of this one (RFC 2535 section 5), given up for NSEC by RFC 3755.</summary>
internal sealed class NxtRdata() : RdataType(30, "NXT",
    new NameField("next domain name"),
    new PlainBitmapField("types"));
