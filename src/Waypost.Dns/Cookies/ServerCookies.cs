using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Waypost.Dns.Cookies;

/// <summary>What a query's COOKIE option is worth (RFC 7873 section 5.2).</summary>
public enum CookieStatus
{
    /// <summary>There was none.</summary>
    Absent,

    /// <summary>A client cookie alone, or a server cookie that this server did not make, or made too long ago.</summary>
    Unproven,

    /// <summary>A server cookie of this server: the client's address is its own.</summary>
    Valid,
}

/// <summary>
/// Makes and checks server cookies that all servers with the same secret understand (RFC 9018), BIND among them. The first secret
/// makes cookies; the others are still taken, so that a secret is replaced without a client noticing (section 5).
/// </summary>
public sealed class ServerCookies
{
    /// <summary>Length of a client cookie (RFC 7873 section 4.1).</summary>
    public const int ClientLength = 8;

    /// <summary>Length of a server cookie of version 1 (RFC 9018 section 4).</summary>
    public const int ServerLength = 16;

    private const int HashOffset = 8;
    private const byte Version = 1;

    // RFC 9018 section 4.3.
    private const int MaxAge = 3600;
    private const int MaxFuture = 300;
    private const int RenewAge = 1800;

    private readonly SipHash[] _secrets;
    private readonly TimeProvider _time;

    /// <summary>Takes at least one secret of <see cref="SipHash.KeyLength"/> bytes, the one that makes cookies first.</summary>
    public ServerCookies(IReadOnlyList<byte[]> secrets, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfZero(secrets.Count);
        (_secrets, _time) = ([.. secrets.Select(secret => new SipHash(secret))], time);
    }

    /// <summary>A secret that nobody else has.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SipHash.KeyLength);

    /// <summary>Whether a COOKIE option's length is one that there is (RFC 7873 section 5.2.2).</summary>
    public static bool IsLength(int length) => length is ClientLength or (>= 16 and <= 40);

    /// <summary>
    /// Checks the data of a COOKIE option and writes the server cookie for the response into <paramref name="server"/>
    /// (<see cref="ServerLength"/> bytes): the same one while it is fresh.
    /// </summary>
    public CookieStatus Check(ReadOnlySpan<byte> option, UInt128 address, Span<byte> server)
    {
        var now = (uint)_time.GetUtcNow().ToUnixTimeSeconds();
        var client = option[..ClientLength];
        if (option.Length == ClientLength + ServerLength && option[ClientLength] == Version)
        {
            var theirs = option[ClientLength..];
            // RFC 1982 arithmetic: the time wraps in 2106.
            var age = (int)(now - BinaryPrimitives.ReadUInt32BigEndian(theirs[4..]));
            if (age is >= -MaxFuture and <= MaxAge)
            {
                for (var i = 0; i < _secrets.Length; i++)
                {
                    if (Hash(_secrets[i], client, theirs[..HashOffset], address) == BinaryPrimitives.ReadUInt64LittleEndian(theirs[HashOffset..]))
                    {
                        if (i == 0 && age is >= 0 and <= RenewAge)
                        {
                            theirs.CopyTo(server);
                        }
                        else
                        {
                            Make(client, address, now, server);
                        }
                        return CookieStatus.Valid;
                    }
                }
            }
        }
        Make(client, address, now, server);
        return CookieStatus.Unproven;
    }

    private void Make(ReadOnlySpan<byte> client, UInt128 address, uint now, Span<byte> server)
    {
        server[..4].Clear();
        server[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(server[4..], now);
        BinaryPrimitives.WriteUInt64LittleEndian(server[HashOffset..], Hash(_secrets[0], client, server[..HashOffset], address));
    }

    // RFC 9018 section 4.4: client cookie, version, reserved, time, client address.
    private static ulong Hash(in SipHash secret, ReadOnlySpan<byte> client, ReadOnlySpan<byte> head, UInt128 address)
    {
        Span<byte> input = stackalloc byte[ClientLength + HashOffset + 16];
        client.CopyTo(input);
        head.CopyTo(input[ClientLength..]);
        BinaryPrimitives.WriteUInt128BigEndian(input[(ClientLength + HashOffset)..], address);
        if ((address >> 32) == 0xFFFF)
        {
            input[^4..].CopyTo(input[(ClientLength + HashOffset)..]);
            input = input[..(ClientLength + HashOffset + 4)];
        }
        return secret.Of(input);
    }
}
