namespace Waypost.Dns.Rdata;

/// <summary>User information; text only in the form of RFC 3597.</summary>
internal sealed class UinfoRdata() : RdataType(100, "UINFO");
