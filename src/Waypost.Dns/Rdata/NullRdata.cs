namespace Waypost.Dns.Rdata;

/// <summary>Anything at all (RFC 1035 section 3.3.10); text only in the form of RFC 3597.</summary>
internal sealed class NullRdata() : RdataType(10, "NULL");
