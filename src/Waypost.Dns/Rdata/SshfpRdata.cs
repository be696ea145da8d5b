using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The fingerprint of an SSH key (RFC 4255 section 3).</summary>
internal sealed class SshfpRdata() : RdataType(44, "SSHFP",
    new IntegerField("algorithm", 1),
    new IntegerField("fingerprint type", 1),
    new HexadecimalField("fingerprint"));
