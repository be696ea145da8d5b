using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Waypost.Dns.Cookies;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Resolving;

/// <summary>The OPT record of a response (RFC 6891 section 6.1): its length is known before the sections are written, so that it always fits.</summary>
internal struct EdnsReply
{
    private const int FixedLength = 11;
    private const int OptionHead = 4;
    private const int CookieLength = ServerCookies.ClientLength + ServerCookies.ServerLength;

    private Cookie _cookie;
    private bool _hasCookie;
    private byte[]? _nsid;
    private ushort _keepalive;

    /// <summary>Length of the record in bytes; 0 when the query had none.</summary>
    public int Length { get; private set; }

    /// <summary>What the query's cookie is worth.</summary>
    public CookieStatus CookieStatus { get; private set; }

    /// <summary>Decides the options; <paramref name="message"/> is the query.</summary>
    public static EdnsReply For(in Query query, ReadOnlySpan<byte> message, AnswerSettings settings, UInt128 client, bool stream)
    {
        var reply = new EdnsReply { Length = query.HasEdns ? FixedLength : 0 };
        var options = query.Options;
        if (options.Nsid && settings.Nsid is { } nsid)
        {
            reply._nsid = nsid;
            reply.Length += OptionHead + nsid.Length;
        }
        if (options.Keepalive && stream && settings.KeepaliveTimeout > 0)
        {
            reply._keepalive = settings.KeepaliveTimeout;
            reply.Length += OptionHead + sizeof(ushort);
        }
        if (options.CookieLength > 0 && settings.Cookies is { } cookies)
        {
            var cookie = message.Slice(query.OptionsOffset + options.CookieOffset, options.CookieLength);
            Span<byte> both = reply._cookie;
            cookie[..ServerCookies.ClientLength].CopyTo(both);
            reply.CookieStatus = cookies.Check(cookie, client, both[ServerCookies.ClientLength..]);
            reply._hasCookie = true;
            reply.Length += OptionHead + CookieLength;
        }
        return reply;
    }

    /// <summary>Writes the record; there is room for it.</summary>
    public readonly void Write(scoped ref MessageWriter writer, ResponseCode code, int payload, bool dnssecOk)
    {
        Span<byte> opt = [0, 0, 41, 0, 0, (byte)((int)code >> 4), 0, (byte)(dnssecOk ? 0x80 : 0), 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], (ushort)payload);
        BinaryPrimitives.WriteUInt16BigEndian(opt[9..], (ushort)(Length - FixedLength));
        writer.TryWriteBytes(opt);
        if (_nsid is not null)
        {
            writer.TryWriteUInt16(EdnsOptions.NsidCode);
            writer.TryWriteUInt16(_nsid.Length);
            writer.TryWriteBytes(_nsid);
        }
        if (_hasCookie)
        {
            writer.TryWriteUInt16(EdnsOptions.CookieCode);
            writer.TryWriteUInt16(CookieLength);
            writer.TryWriteBytes(_cookie);
        }
        if (_keepalive > 0)
        {
            writer.TryWriteUInt16(EdnsOptions.KeepaliveCode);
            writer.TryWriteUInt16(sizeof(ushort));
            writer.TryWriteUInt16(_keepalive);
        }
    }

    [InlineArray(CookieLength)]
    private struct Cookie
    {
        private byte _first;
    }
}
