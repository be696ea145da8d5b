namespace Waypost.Dns.Rdata;

/// <summary>A group's number; text only in the form of RFC 3597.</summary>
internal sealed class GidRdata() : RdataType(102, "GID");
