using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A host's identity and its rendezvous servers (RFC 8205 section 5).</summary>
internal sealed class HipRdata() : RdataType(55, "HIP",
    new HostIdentityField(),
    new NamesField("rendezvous server"));
