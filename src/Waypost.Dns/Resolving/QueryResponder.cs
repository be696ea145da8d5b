using Waypost.Dns.Cookies;
using Waypost.Dns.Names;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Resolving;

/// <summary>Answers queries from the zones that are served, without allocating (RFC 1034 section 4.3.2).</summary>
public sealed class QueryResponder(ViewTable views, AnswerSettings settings)
{
    /// <summary>The largest response sent over UDP, which no path on the Internet fragments (DNS flag day 2020).</summary>
    public const int MaxUdpPayload = 1232;

    /// <summary>How long a response over TCP may be (RFC 1035 section 4.2.2).</summary>
    public const int MaxTcpPayload = ushort.MaxValue;

    /// <summary>What <see cref="Respond"/> returns for a message that takes time or state: an update, a transfer, a signed query.</summary>
    public const int Deferred = -1;

    private const ushort InternetClass = 1;
    private const ushort HesiodClass = 4;
    private const ushort OptType = 41;
    private const ushort MinMetaType = 128;
    private const ushort TransferType = 251;
    private const ushort NoneClass = 254;
    private const ushort AnyClass = 255;

    private AnswerSettings _settings = settings;

    /// <summary>Answers with the defaults: no cookies, no limits.</summary>
    public QueryResponder(ViewTable views)
        : this(views, new AnswerSettings())
    {
    }

    /// <summary>How answers are given; another takes effect with the next message.</summary>
    public AnswerSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>
    /// Writes the response to a message into <paramref name="response"/> (<see cref="MaxUdpPayload"/> or
    /// <see cref="MaxTcpPayload"/> bytes) and returns its length; 0 when nothing must be sent, <see cref="Deferred"/> when the
    /// message is not for this path.
    /// </summary>
    public int Respond(in DnsPeer peer, ReadOnlySpan<byte> query, Span<byte> response)
    {
        var blackhole = views.Blackhole;
        if (!ReferenceEquals(blackhole, AddressMatchList.None) && blackhole.Matches(peer, null))
        {
            return 0;
        }
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        return Query.Read(query, name, out var asked) is not { } code ? 0
            : asked.IsDeferred ? Deferred
            : Respond(peer, null, name[..asked.NameLength], asked, code, query, response, 0);
    }

    /// <summary>
    /// Like <see cref="Respond(in DnsPeer, ReadOnlySpan{byte}, Span{byte})"/>, for a peer that signed with a key, whose signature was
    /// verified and taken off; what could be deferred is refused. <paramref name="reserved"/> bytes of what the client takes are kept for the response's signature.
    /// </summary>
    public int RespondNow(in DnsPeer peer, DnsName? key, ReadOnlySpan<byte> query, Span<byte> response, int reserved = 0)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        return Query.Read(query, name, out var asked) is { } code ? Respond(peer, key, name[..asked.NameLength], asked, code, query, response, reserved) : 0;
    }

    private int Respond(
        in DnsPeer peer, DnsName? key, scoped ReadOnlySpan<byte> name, in Query asked, ResponseCode code, ReadOnlySpan<byte> query, Span<byte> response, int reserved)
    {
        var limit = peer.IsStream ? MaxTcpPayload : Math.Min(asked.Payload, _settings.MaxUdpSize);
        limit = Math.Min(limit, response.Length) - reserved;
        var edns = EdnsReply.For(asked, query, _settings, peer.Address, peer.IsStream);
        var writer = new ResponseWriter(response, limit, edns.Length);
        writer.WriteQuestion(name, asked.Type, asked.Class);
        if (code == ResponseCode.NoError)
        {
            code = Check(asked);
        }
        if (_settings.RequireServerCookie && code == ResponseCode.NoError && edns.CookieStatus == CookieStatus.Unproven && !peer.IsStream)
        {
            code = ResponseCode.BadCookie;
        }
        else if (code == ResponseCode.NoError && asked.NameLength > 0)
        {
            code = Answer(peer, key, name, asked, ref writer);
        }
        if (_settings.RateLimiter is { } limiter && !peer.IsStream && edns.CookieStatus != CookieStatus.Valid && key is null)
        {
            var category = code is ResponseCode.NoError or ResponseCode.NameError or ResponseCode.NameExists ? writer.Category : ResponseCategory.Error;
            switch (limiter.Check(peer, category, name[writer.CountedFrom..], asked.Type))
            {
                case RateLimitVerdict.Drop:
                    return 0;
                case RateLimitVerdict.Slip:
                    writer = new ResponseWriter(response, limit, edns.Length) { Truncated = edns.CookieStatus == CookieStatus.Absent };
                    writer.WriteQuestion(name, asked.Type, asked.Class);
                    // RFC 7873 section 5.2.3: who understands cookies need not come back by TCP.
                    code = writer.Truncated ? code : ResponseCode.BadCookie;
                    break;
                default:
                    break;
            }
        }
        return writer.Finish(asked, edns, code, _settings.MaxUdpSize);
    }

    private ResponseCode Answer(in DnsPeer peer, DnsName? key, scoped ReadOnlySpan<byte> name, in Query asked, ref ResponseWriter writer)
    {
        var view = views.Select(peer, key, asked.Header.RecursionDesired, asked.Class);
        if (view is null && asked.Class != ChaosZones.Class)
        {
            return ResponseCode.Refused;
        }
        writer.RecordClass = asked.Class;
        return new AnswerBuilder(view?.Zones ?? _settings.Chaos.Zones, peer, key, _settings.MinimalAny && !peer.IsStream).Build(name, asked.Type, ref writer);
    }

    private static ResponseCode Check(in Query query)
    {
        // RFC 6891 section 6.1.3.
        if (query.HasEdns && query.EdnsVersion != 0)
        {
            return ResponseCode.BadVersion;
        }
        // What has no question is about a cookie.
        if (query.NameLength == 0)
        {
            return ResponseCode.NoError;
        }
        switch (query.Class)
        {
            case InternetClass or ChaosZones.Class or HesiodClass:
                break;
            case 0 or NoneClass or AnyClass:
                return ResponseCode.FormatError;
            default:
                return ResponseCode.NotImplemented;
        }
        return query.Type switch
        {
            // OPT is no data; the rest up to ANY are no types of records (RFC 6895 section 3.1, RFC 9824 section 3.5 for NXNAME).
            OptType or (>= MinMetaType and < TransferType) => ResponseCode.FormatError,
            TransferType or TransferType + 1 => ResponseCode.Refused,
            // MAILB and MAILA (RFC 1035 section 3.2.3), which no server has any more.
            TransferType + 2 or TransferType + 3 => ResponseCode.NotImplemented,
            _ => ResponseCode.NoError,
        };
    }
}
