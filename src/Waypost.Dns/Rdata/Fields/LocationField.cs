using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The whole rdata of LOC: latitude, longitude, altitude, size and precisions (RFC 1876 sections 2 and 3).</summary>
internal sealed class LocationField() : RdataField("latitude")
{
    private const uint Middle = 1u << 31;
    private const int Sea = 10_000_000;

    // RFC 1876 section 3: 1 m, 10 km and 10 m.
    private static readonly byte[] Defaults = [0x12, 0x16, 0x13];
    private static readonly string[] Lengths = ["size", "horizontal precision", "vertical precision"];

    public override int? FixedSize => 16;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!TryParseAngle(ref tokens, "latitude", 90, 'N', 'S', out var latitude)
            || !TryParseAngle(ref tokens, "longitude", 180, 'E', 'W', out var longitude)
            || !tokens.TryNext("altitude", out var token))
        {
            return false;
        }
        if (!TryParseMetres(token.Text, out var altitude) || altitude < -Sea || altitude > uint.MaxValue - (long)Sea)
        {
            return tokens.Fail(token, "the altitude must be metres from -100000.00 to 42849672.95");
        }
        Span<byte> lengths = stackalloc byte[3];
        Defaults.CopyTo(lengths);
        for (var i = 0; i < 3 && !tokens.AtEnd; i++)
        {
            tokens.TryNext(Lengths[i], out token);
            if (!TryParseMetres(token.Text, out var length) || length is < 0 or > 9_000_000_000)
            {
                return tokens.Fail(token, $"the {Lengths[i]} must be metres from 0 to 90000000.00");
            }
            var exponent = 0;
            for (; length > 9; length /= 10)
            {
                exponent++;
            }
            lengths[i] = (byte)((length << 4) | (byte)exponent);
        }
        wire.WriteByte(0);
        wire.WriteBytes(lengths);
        wire.WriteUInt32(latitude);
        wire.WriteUInt32(longitude);
        wire.WriteUInt32((uint)(altitude + Sea));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var version) || version != 0 || !reader.TryReadBytes(3, out var lengths)
            || !reader.TryReadUInt32(out var latitude) || !reader.TryReadUInt32(out var longitude) || !reader.TryReadUInt32(out var altitude)
            || !TryFormatAngle(latitude, 90, 'N', 'S', text) || !TryFormatAngle(longitude, 180, 'E', 'W', text))
        {
            return false;
        }
        AppendMetres((long)altitude - Sea, text);
        foreach (var length in lengths)
        {
            var (mantissa, exponent) = (length >> 4, length & 15);
            // A mantissa of 0 has one spelling only.
            if (mantissa > 9 || exponent > 9 || (mantissa == 0 && exponent > 0))
            {
                return false;
            }
            text.Append(' ');
            AppendMetres(mantissa * (long)Math.Pow(10, exponent), text, whole: exponent >= 2);
        }
        return true;
    }

    private static bool TryParseAngle(ref RdataTokens tokens, string name, int limit, char positive, char negative, out uint value)
    {
        value = 0;
        decimal thousandths = 0;
        for (var (i, unit) = (0, 3_600_000); ; i++, unit /= 60)
        {
            if (!tokens.TryNext(name, out var token))
            {
                return false;
            }
            if (i > 0 && token.Text.Length == 1 && (token.Span[0] is var side) && (side == positive || side == negative))
            {
                if (thousandths > limit * 3_600_000m)
                {
                    return tokens.Fail(token, $"the {name} must be at most {limit} degrees");
                }
                value = side == positive ? Middle + (uint)thousandths : Middle - (uint)thousandths;
                return true;
            }
            var style = i == 2 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (i > 2 || !decimal.TryParse(token.Text, style, CultureInfo.InvariantCulture, out var number) || number > (i == 0 ? limit : 59.999m) || number * 1000 != decimal.Truncate(number * 1000))
            {
                return tokens.Fail(token, $"the {name} must be degrees, minutes and seconds, then {positive} or {negative}");
            }
            thousandths += decimal.Truncate(number * unit);
        }
    }

    private static bool TryFormatAngle(uint value, int limit, char positive, char negative, StringBuilder text)
    {
        var thousandths = Math.Abs((long)value - Middle);
        if (thousandths > limit * 3_600_000L)
        {
            return false;
        }
        text.Append(thousandths / 3_600_000).Append(' ').Append(thousandths / 60_000 % 60).Append(' ').Append(thousandths / 1000 % 60).Append('.')
            .Append((thousandths % 1000).ToString("D3", CultureInfo.InvariantCulture)).Append(' ').Append(value >= Middle ? positive : negative).Append(' ');
        return true;
    }

    private static bool TryParseMetres(string text, out long centimetres)
    {
        centimetres = 0;
        var number = text.EndsWith('m') || text.EndsWith('M') ? text.AsSpan(0, text.Length - 1) : text;
        if (!decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres)
            || Math.Abs(metres) > 100_000_000)
        {
            return false;
        }
        centimetres = (long)(metres * 100);
        return true;
    }

    private static void AppendMetres(long centimetres, StringBuilder text, bool whole = false)
    {
        text.Append(centimetres < 0 ? "-" : "").Append(Math.Abs(centimetres) / 100);
        if (!whole)
        {
            text.Append('.').Append((Math.Abs(centimetres) % 100).ToString("D2", CultureInfo.InvariantCulture));
        }
        text.Append('m');
    }
}
