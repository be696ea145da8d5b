using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Waypost.Dns.Rndc;

/// <summary>
/// A message of rndc's control channel: four bytes of length, four of version (1), and a table whose first entry,
/// <c>_auth</c>, signs all that follow it.
/// </summary>
internal sealed class RndcMessage(RndcTable body, RndcKey key)
{
    public const int PrefixLength = 4;
    private const uint Version = 1;
    private const int VersionLength = 4;

    // Room for the longest digest in base64, whatever the algorithm; shorter ones are followed by zeros.
    private const int ShaFieldLength = 88;

    public RndcTable Body { get; } = body;

    /// <summary>The key that signed it, and must sign the reply.</summary>
    public RndcKey Key { get; } = key;

    /// <summary>Reads and verifies what followed the length; null when it is no message, or no key fits.</summary>
    public static RndcMessage? Read(ReadOnlySpan<byte> message, IReadOnlyList<RndcKey> keys)
    {
        if (message.Length < VersionLength || BinaryPrimitives.ReadUInt32BigEndian(message) != Version)
        {
            return null;
        }
        var table = message[VersionLength..];
        if (!RndcWire.TryRead(table, out var body) || body.Entries.Count == 0 || body.Entries[0] is not ("_auth", RndcTable auth))
        {
            return null;
        }
        var signed = table[RndcWire.FirstEntryLength(table)..].ToArray();
        foreach (var key in keys)
        {
            if (Element(auth, key.Algorithm) is { } presented
                && CryptographicOperations.FixedTimeEquals(presented, Digest(key, signed)))
            {
                return new RndcMessage(body, key);
            }
        }
        return null;
    }

    /// <summary>The whole message, length included.</summary>
    public static byte[] Write(RndcTable body, RndcKey key)
    {
        var signed = new List<byte>();
        RndcWire.Write(body, signed);
        var output = new List<byte>(new byte[PrefixLength + VersionLength]);
        var name = key.Algorithm.IsMd5 ? "hmd5" : "hsha";
        RndcWire.Write(new RndcTable().Add("_auth", new RndcTable().Add(name, Digest(key, signed.ToArray()))), output);
        output.AddRange(signed);
        var bytes = output.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - PrefixLength);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(PrefixLength), Version);
        return bytes;
    }

    private static byte[]? Element(RndcTable auth, RndcAlgorithm algorithm) => auth.Bytes(algorithm.IsMd5 ? "hmd5" : "hsha");

    private static byte[] Digest(RndcKey key, byte[] signed)
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(key.Algorithm.Compute(key.Secret, signed)));
        if (key.Algorithm.IsMd5)
        {
            return text.AsSpan().TrimEnd((byte)'=').ToArray();
        }
        var field = new byte[1 + ShaFieldLength];
        field[0] = key.Algorithm.Code;
        text.CopyTo(field, 1);
        return field;
    }
}
