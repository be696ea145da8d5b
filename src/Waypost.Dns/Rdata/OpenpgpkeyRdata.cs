using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An OpenPGP public key (RFC 7929 section 2).</summary>
internal sealed class OpenpgpkeyRdata() : RdataType(61, "OPENPGPKEY",
    new Base64Field("public key"));
