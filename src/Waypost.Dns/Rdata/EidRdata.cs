using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An endpoint identifier of Nimrod.</summary>
internal sealed class EidRdata() : RdataType(31, "EID",
    new HexadecimalField("identifier"));
