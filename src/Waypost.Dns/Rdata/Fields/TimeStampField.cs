using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A time as <c>YYYYMMDDHHmmSS</c> in UTC or as seconds since 1970 (RFC 4034 section 3.2); written in the first form.</summary>
internal sealed class TimeStampField(string name) : RdataField(name)
{
    private const string Format = "yyyyMMddHHmmss";

    public override int? FixedSize => 4;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (token.Span.Length == Format.Length
            && DateTimeOffset.TryParseExact(token.Span, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue and var seconds)
        {
            wire.WriteUInt32((uint)seconds);
            return true;
        }
        if (!uint.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return tokens.Fail(token, $"the {Name} must be a time as YYYYMMDDHHmmSS from 1970 to 2106, or seconds since 1970");
        }
        wire.WriteUInt32(number);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt32(out var seconds))
        {
            return false;
        }
        text.Append(DateTimeOffset.FromUnixTimeSeconds(seconds).ToString(Format, CultureInfo.InvariantCulture));
        return true;
    }
}
