namespace Waypost.Dns.Rdata;

/// <summary>A user's number; text only in the form of RFC 3597.</summary>
internal sealed class UidRdata() : RdataType(101, "UID");
