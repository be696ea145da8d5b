using System.Globalization;
using System.Text;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Presentation;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>Spans of time: ISO 8601 durations (<c>P1DT2H</c>) and TTLs with BIND's units (<c>1d2h</c>).</summary>
internal sealed class DurationType(string name, bool takesUnlimited) : ConfType(name)
{
    private const string Units = "YMWDHMS";
    private const int MaxDigits = 10;

    // BIND counts a month as 31 days.
    private static readonly ulong[] Seconds = [31_536_000, 2_678_400, 604_800, 86_400, 3600, 60, 1];

    public static DurationType Limited { get; } = new("duration", takesUnlimited: false);

    public static DurationType OrUnlimited { get; } = new("duration_or_unlimited", takesUnlimited: true);

    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Read(ConfTokens.Words);
        if (takesUnlimited && token.IsWord("unlimited"))
        {
            return new ConfDuration(this, parser.File, parser.Line, null, 0, unlimited: true);
        }
        if (token.Kind == ConfTokenKind.Word && token.Text[0] is 'P' or 'p')
        {
            if (TryReadIso(token.Text, out var parts))
            {
                ulong total = 0;
                for (var i = 0; i < parts.Length; i++)
                {
                    total = Math.Min(total + (parts[i] * Seconds[i]), uint.MaxValue);
                }
                return new ConfDuration(this, parser.File, parser.Line, parts, (uint)total, unlimited: false);
            }
        }
        else if (token.Kind == ConfTokenKind.Word && TimeText.TryParse(token.Text, out var seconds))
        {
            return new ConfDuration(this, parser.File, parser.Line, null, seconds, unlimited: false);
        }
        throw parser.Fail(takesUnlimited ? "expected ISO 8601 duration, TTL value, or unlimited" : "expected ISO 8601 duration or TTL value", Near.At);
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var duration = (ConfDuration)value;
        if (duration.IsUnlimited || duration.Parts is null)
        {
            printer.Write(duration.IsUnlimited ? "unlimited" : duration.Seconds.ToString(CultureInfo.InvariantCulture));
            return;
        }
        var text = new StringBuilder("P");
        for (var i = 0; i < Units.Length; i++)
        {
            if (i >= 4 && duration.Parts[i] > 0 && !text.ToString().Contains('T', StringComparison.Ordinal))
            {
                text.Append('T');
            }
            if (duration.Parts[i] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{duration.Parts[i]}{Units[i]}");
            }
        }
        printer.Write(text.Length == 1 ? "PT0S" : text.ToString());
    }

    // P[nY][nM][nD][T[nH][nM][nS]] in this order, or PnW alone.
    private static bool TryReadIso(string text, out uint[] parts)
    {
        parts = new uint[Units.Length];
        var (unit, time, position) = (-1, false, 1);
        while (position < text.Length)
        {
            if (text[position] is 'T' or 't')
            {
                if (time)
                {
                    return false;
                }
                (time, unit, position) = (true, Math.Max(unit, 3), position + 1);
                continue;
            }
            var digits = text.AsSpan(position).IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > MaxDigits || !uint.TryParse(text.AsSpan(position, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }
            var found = Units.IndexOf(char.ToUpperInvariant(text[position + digits]), Math.Max(unit + 1, time ? 4 : 0));
            if (found < 0 || (!time && found > 3))
            {
                return false;
            }
            (unit, parts[found], position) = (found, value, position + digits + 1);
        }
        return (parts[2] == 0 || parts.Count(part => part > 0) == 1);
    }
}
