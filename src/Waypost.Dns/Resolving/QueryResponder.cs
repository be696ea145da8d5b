using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Resolving;

/// <summary>Answers queries from the zones that are served, without allocating (RFC 1034 section 4.3.2).</summary>
public sealed class QueryResponder(ViewTable views)
{
    /// <summary>The largest response sent over UDP, which no path on the Internet fragments (DNS flag day 2020).</summary>
    public const int MaxUdpPayload = 1232;

    /// <summary>How long a response over TCP may be (RFC 1035 section 4.2.2).</summary>
    public const int MaxTcpPayload = ushort.MaxValue;

    /// <summary>What <see cref="Respond"/> returns for a message that takes time or state: an update, a transfer, a signed query.</summary>
    public const int Deferred = -1;

    private const ushort InternetClass = 1;
    private const ushort AnyClass = 255;

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
            : Respond(peer, null, name[..asked.NameLength], asked, code, response, 0);
    }

    /// <summary>
    /// Like <see cref="Respond(in DnsPeer, ReadOnlySpan{byte}, Span{byte})"/>, for a peer that signed with a key, whose signature was
    /// verified and taken off; what could be deferred is refused. <paramref name="reserved"/> bytes of what the client takes are kept for the response's signature.
    /// </summary>
    public int RespondNow(in DnsPeer peer, DnsName? key, ReadOnlySpan<byte> query, Span<byte> response, int reserved = 0)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        return Query.Read(query, name, out var asked) is { } code ? Respond(peer, key, name[..asked.NameLength], asked, code, response, reserved) : 0;
    }

    private int Respond(in DnsPeer peer, DnsName? key, scoped ReadOnlySpan<byte> name, in Query asked, ResponseCode code, Span<byte> response, int reserved)
    {
        var limit = peer.IsStream ? MaxTcpPayload : Math.Min(asked.Payload, MaxUdpPayload);
        limit = Math.Min(limit, response.Length) - reserved;
        var writer = new ResponseWriter(response, limit, asked.HasEdns);
        writer.WriteQuestion(name, asked.Type, asked.Class);
        if (code == ResponseCode.NoError)
        {
            code = Check(asked);
        }
        if (code == ResponseCode.NoError)
        {
            var view = views.Select(peer, key, asked.Header.RecursionDesired);
            var answer = new AnswerBuilder(view.Zones, peer, key);
            code = answer.Build(name, asked.Type, ref writer);
        }
        return writer.Finish(asked, code, MaxUdpPayload);
    }

    private static ResponseCode Check(in Query query)
    {
        // RFC 6891 section 6.1.3.
        if (query.HasEdns && query.EdnsVersion != 0)
        {
            return ResponseCode.BadVersion;
        }
        if (query.Class is not (InternetClass or AnyClass))
        {
            return ResponseCode.Refused;
        }
        return query.Type switch
        {
            // OPT is no data; what else is between TKEY and ANY is a transaction of its own kind (RFC 6895 section 3.1).
            0 or 41 => ResponseCode.FormatError,
            251 or 252 => ResponseCode.Refused,
            >= 128 and <= 254 => ResponseCode.NotImplemented,
            _ => ResponseCode.NoError,
        };
    }
}
