using Waypost.Dns.Names;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>Answers queries from the zones that are served, without allocating (RFC 1034 section 4.3.2).</summary>
public sealed class QueryResponder(ZoneTable zones, bool minimalAny = true)
{
    /// <summary>The largest response sent over UDP, which no path on the Internet fragments (DNS flag day 2020).</summary>
    public const int MaxUdpPayload = 1232;

    /// <summary>How long a response over TCP may be (RFC 1035 section 4.2.2).</summary>
    public const int MaxTcpPayload = ushort.MaxValue;

    private const ushort InternetClass = 1;
    private const ushort AnyClass = 255;

    /// <summary>
    /// Writes the response to a message into <paramref name="response"/> (<see cref="MaxUdpPayload"/> or
    /// <see cref="MaxTcpPayload"/> bytes) and returns its length; 0 when nothing must be sent.
    /// </summary>
    public int Respond(ReadOnlySpan<byte> query, Span<byte> response, bool tcp)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        if (Query.Read(query, name, out var asked) is not { } code)
        {
            return 0;
        }
        var limit = tcp ? MaxTcpPayload : Math.Min(asked.Payload, MaxUdpPayload);
        var writer = new ResponseWriter(response, limit, asked.HasEdns);
        writer.WriteQuestion(name[..asked.NameLength], asked.Type, asked.Class);
        if (code == ResponseCode.NoError)
        {
            code = Check(asked);
        }
        if (code == ResponseCode.NoError)
        {
            var answer = new AnswerBuilder(zones, minimalAny && !tcp);
            code = answer.Build(name[..asked.NameLength], asked.Type, ref writer);
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
