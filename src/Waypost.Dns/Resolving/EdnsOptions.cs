using Waypost.Dns.Cookies;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Resolving;

/// <summary>The EDNS options of a query that mean something here; others are passed over (RFC 6891 section 6.1.2).</summary>
internal struct EdnsOptions
{
    public const ushort NsidCode = 3;
    public const ushort CookieCode = 10;
    public const ushort KeepaliveCode = 11;

    /// <summary>Whether the client asks for the server's identifier (RFC 5001).</summary>
    public bool Nsid { get; private set; }

    /// <summary>Whether the client asks how long a connection may be idle (RFC 7828).</summary>
    public bool Keepalive { get; private set; }

    /// <summary>Offset of the COOKIE option's data in the OPT rdata, when <see cref="CookieLength"/> is not 0.</summary>
    public int CookieOffset { get; private set; }

    /// <summary>Length of the COOKIE option's data; 0 when there is none.</summary>
    public int CookieLength { get; private set; }

    /// <summary>Reads OPT rdata; false when it is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out EdnsOptions options)
    {
        options = default;
        var reader = new WireReader(data, compressed: false);
        while (reader.Remaining > 0)
        {
            if (!reader.TryReadUInt16(out var code) || !reader.TryReadUInt16(out var length) || !reader.TryReadBytes(length, out _))
            {
                return false;
            }
            switch (code)
            {
                case NsidCode:
                    options.Nsid = true;
                    break;
                case KeepaliveCode:
                    // RFC 7828 section 3.2.1: a client names no time.
                    options.Keepalive |= length == 0;
                    break;
                case CookieCode when options.CookieLength == 0:
                    // RFC 7873 section 5.2.2; only the first of several counts (section 5.2).
                    if (!ServerCookies.IsLength(length))
                    {
                        return false;
                    }
                    (options.CookieOffset, options.CookieLength) = (reader.Position - length, length);
                    break;
            }
        }
        return true;
    }
}
