using System.Collections.Frozen;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The fingerprint of an SSH key (RFC 4255 section 3).</summary>
internal sealed class SshfpRdata() : RdataType(44, "SSHFP",
    new IntegerField("algorithm", 1),
    // SHA-1 and SHA-256 (RFC 4255 section 3.1.2, RFC 6594 section 4).
    new DigestField("fingerprint type", "fingerprint", new Dictionary<byte, int> { [1] = 20, [2] = 32 }.ToFrozenDictionary()));
