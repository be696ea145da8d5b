namespace Waypost.Client;

/// <summary>
/// A TSIG key (RFC 8945). <c>secret</c>, in base64, is shown once: in the answer that creates the key.
/// </summary>
public sealed record TsigKey(string Name, string Algorithm, DateTimeOffset CreatedAt, string? Secret = null);

/// <summary>
/// PUT of a TSIG key. <c>algorithm</c> is hmac-sha224, hmac-sha256 (the default), hmac-sha384 or hmac-sha512, cut as in
/// hmac-sha256-128 where wanted; hmac-sha1 and hmac-md5 need the setting Dns:AcceptLegacyTsig. Without a secret a new key gets
/// a random one, and a known key keeps its own.
/// </summary>
public sealed record TsigKeyPut(string Algorithm = "hmac-sha256", string? Secret = null);
