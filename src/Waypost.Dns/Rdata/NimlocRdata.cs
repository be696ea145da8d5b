using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A locator of Nimrod.</summary>
internal sealed class NimlocRdata() : RdataType(32, "NIMLOC",
    new HexadecimalField("locator"));
