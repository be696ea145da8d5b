namespace Waypost.Dns.Rdata;

/// <summary>Unspecified data; text only in the form of RFC 3597.</summary>
internal sealed class UnspecRdata() : RdataType(103, "UNSPEC");
