using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A relay of automatic multicast tunneling (RFC 8777 section 4).</summary>
internal sealed class AmtrelayRdata() : RdataType(260, "AMTRELAY",
    new IntegerField("precedence", 1),
    new RelayField());
