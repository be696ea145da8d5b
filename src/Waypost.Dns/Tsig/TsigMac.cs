using System.Security.Cryptography;

namespace Waypost.Dns.Tsig;

/// <summary>One running HMAC (RFC 2104).</summary>
internal abstract class TsigMac : IDisposable
{
    /// <summary>Adds to what is authenticated.</summary>
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the whole digest; returns its length.</summary>
    public abstract int Finish(Span<byte> digest);

    public abstract void Dispose();

    public static TsigMac Create(TsigKey key) =>
        key.Algorithm.Hash is { } hash ? new Platform(hash, key.Secret.Span) : new Hmac224(key.Secret.Span);

    private sealed class Platform(HashAlgorithmName hash, ReadOnlySpan<byte> secret) : TsigMac
    {
        private readonly IncrementalHash _mac = IncrementalHash.CreateHMAC(hash, secret);

        public override void Append(ReadOnlySpan<byte> bytes) => _mac.AppendData(bytes);

        public override int Finish(Span<byte> digest) => _mac.GetHashAndReset(digest);

        public override void Dispose() => _mac.Dispose();
    }

    private sealed class Hmac224 : TsigMac
    {
        private readonly Sha224 _inner = new();
        private readonly byte[] _block = new byte[Sha224.BlockLength];

        public Hmac224(ReadOnlySpan<byte> secret)
        {
            if (secret.Length > _block.Length)
            {
                var hash = new Sha224();
                hash.Append(secret);
                hash.Finish(_block);
            }
            else
            {
                secret.CopyTo(_block);
            }
            _inner.Append(Padded(0x36));
        }

        public override void Append(ReadOnlySpan<byte> bytes) => _inner.Append(bytes);

        public override int Finish(Span<byte> digest)
        {
            var outer = new Sha224();
            outer.Append(Padded(0x5c));
            _inner.Finish(digest);
            outer.Append(digest[..Sha224.DigestLength]);
            outer.Finish(digest);
            return Sha224.DigestLength;
        }

        public override void Dispose() => CryptographicOperations.ZeroMemory(_block);

        private byte[] Padded(byte with) => Array.ConvertAll(_block, octet => (byte)(octet ^ with));
    }
}
