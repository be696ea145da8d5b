using System.Buffers.Binary;
using System.Numerics;

namespace Waypost.Dns.Rndc;

/// <summary>HMAC-SHA-224 (RFC 4231), which the framework lacks: SHA-256 from other constants, cut to 28 bytes (FIPS 180-4 section 6.3).</summary>
internal static class Sha224Hmac
{
    private const int BlockLength = 64;
    private const int DigestLength = 28;

    private static readonly uint[] Initial =
        [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];

    // FIPS 180-4 section 4.2.2: the fractions of the cube roots of the first 64 primes.
    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
        0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
        0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
        0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
        0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
        0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    public static byte[] HashData(byte[] key, byte[] data)
    {
        var block = new byte[BlockLength];
        (key.Length > BlockLength ? Hash(key) : key).CopyTo(block, 0);
        var (inner, outer) = (new byte[BlockLength], new byte[BlockLength]);
        for (var i = 0; i < BlockLength; i++)
        {
            (inner[i], outer[i]) = ((byte)(block[i] ^ 0x36), (byte)(block[i] ^ 0x5c));
        }
        return Hash([.. outer, .. Hash([.. inner, .. data])]);
    }

    internal static byte[] Hash(byte[] data)
    {
        var padded = new byte[(data.Length + 9 + BlockLength - 1) / BlockLength * BlockLength];
        data.CopyTo(padded, 0);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - 8), (ulong)data.Length * 8);
        var state = (uint[])Initial.Clone();
        for (var offset = 0; offset < padded.Length; offset += BlockLength)
        {
            Compress(state, padded.AsSpan(offset, BlockLength));
        }
        var digest = new byte[DigestLength];
        for (var i = 0; i < DigestLength / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), state[i]);
        }
        return digest;
    }

    private static void Compress(uint[] state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 64; i++)
        {
            w[i] = i < 16
                ? BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..])
                : w[i - 16] + w[i - 7] + Sigma(w[i - 15], 7, 18, 3) + Sigma(w[i - 2], 17, 19, 10);
        }
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var i = 0; i < 64; i++)
        {
            var first = h + (R(e, 6) ^ R(e, 11) ^ R(e, 25)) + ((e & f) ^ (~e & g)) + Constants[i] + w[i];
            var second = (R(a, 2) ^ R(a, 13) ^ R(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    private static uint Sigma(uint value, int first, int second, int shift) => R(value, first) ^ R(value, second) ^ (value >> shift);

    private static uint R(uint value, int bits) => BitOperations.RotateRight(value, bits);
}
