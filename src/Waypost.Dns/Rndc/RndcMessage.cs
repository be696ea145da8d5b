using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Waypost.Dns.Tsig;

namespace Waypost.Dns.Rndc;

/// <summary>
/// A message of rndc's control channel: four bytes of length, four of version (1), and a table whose first entry,
/// <c>_auth</c>, signs all that follow it.
/// </summary>
internal sealed class RndcMessage(RndcTable body, TsigKey key)
{
    public const int PrefixLength = 4;
    private const uint Version = 1;
    private const int VersionLength = 4;
    private const byte Md5Code = 157;

    // Room for the longest digest in base64, whatever the algorithm; shorter ones are followed by zeros.
    private const int ShaFieldLength = 88;

    public RndcTable Body { get; } = body;

    /// <summary>The key that signed it, and must sign the reply.</summary>
    public TsigKey Key { get; } = key;

    /// <summary>Reads and verifies what followed the length; null when it is no message, or no key fits.</summary>
    public static RndcMessage? Read(ReadOnlySpan<byte> message, IReadOnlyList<TsigKey> keys)
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
            if (auth.Bytes(Element(key)) is { } presented
                && CryptographicOperations.FixedTimeEquals(presented, Digest(key, signed)))
            {
                return new RndcMessage(body, key);
            }
        }
        return null;
    }

    /// <summary>The whole message, length included.</summary>
    public static byte[] Write(RndcTable body, TsigKey key)
    {
        var signed = new List<byte>();
        RndcWire.Write(body, signed);
        var output = new List<byte>(new byte[PrefixLength + VersionLength]);
        RndcWire.Write(new RndcTable().Add("_auth", new RndcTable().Add(Element(key), Digest(key, signed.ToArray()))), output);
        output.AddRange(signed);
        var bytes = output.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - PrefixLength);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(PrefixLength), Version);
        return bytes;
    }

    // The numbers that BIND gives the algorithms; hmac-md5 has an element of its own instead, from the days when it was alone.
    private static byte Code(TsigKey key) => key.Algorithm.Mnemonic switch
    {
        "hmac-sha1" => 161,
        "hmac-sha224" => 162,
        "hmac-sha256" => 163,
        "hmac-sha384" => 164,
        "hmac-sha512" => 165,
        _ => Md5Code,
    };

    private static string Element(TsigKey key) => Code(key) == Md5Code ? "hmd5" : "hsha";

    private static byte[] Digest(TsigKey key, byte[] signed)
    {
        using var mac = TsigMac.Create(key);
        mac.Append(signed);
        var digest = new byte[TsigAlgorithm.MaxMacLength];
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(digest.AsSpan(0, mac.Finish(digest))));
        if (Code(key) == Md5Code)
        {
            return text.AsSpan().TrimEnd((byte)'=').ToArray();
        }
        var field = new byte[1 + ShaFieldLength];
        field[0] = Code(key);
        text.CopyTo(field, 1);
        return field;
    }
}
