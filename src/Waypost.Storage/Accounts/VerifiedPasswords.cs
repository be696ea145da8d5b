using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Waypost.Storage.Accounts;

/// <summary>Passwords that were checked a short while ago, known by a hash under a key that only this process has. The
/// stored hash is part of what is hashed, so that a password that has changed is not known any more.</summary>
public sealed class VerifiedPasswords(IOptions<LoginOptions> options, TimeProvider time)
{
    private const int MaxEntries = 20_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of a password for a stored hash.</summary>
    public string Fingerprint(long accountId, string passwordHash, string password) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{accountId}\0{passwordHash}\0{password}"))));

    public bool Knows(string fingerprint) => _known.TryGetValue(fingerprint, out var until) && until > time.GetUtcNow();

    public void Remember(string fingerprint)
    {
        if (options.Value.RememberFor <= TimeSpan.Zero)
        {
            return;
        }

        if (_known.Count >= MaxEntries)
        {
            _known.Clear();
        }

        _known[fingerprint] = time.GetUtcNow() + options.Value.RememberFor;
    }
}
