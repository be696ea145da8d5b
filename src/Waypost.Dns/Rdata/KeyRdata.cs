using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A public key (RFC 2535 section 3, RFC 3445), as SIG(0) uses it; NOKEY has none.</summary>
internal sealed class KeyRdata() : RdataType(25, "KEY",
    new KeyField());
