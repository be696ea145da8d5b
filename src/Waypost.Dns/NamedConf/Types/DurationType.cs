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
        throw parser.Fail(takesUnlimited && token.Kind != ConfTokenKind.Word ? "expected ISO 8601 duration, TTL value, or unlimited" : "expected ISO 8601 duration or TTL value", Near.At);
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

    // P[nY][nM][nD][T[nH][nM][nS]] in this order, or PnW alone. As BIND does, units are looked for and what is left
    // over decides: "P" and "PT" are nothing at all.
    private static bool TryReadIso(string text, out uint[] parts)
    {
        parts = new uint[Units.Length];
        var time = text.IndexOfAny(['T', 't']);
        var (position, weeks) = (0, true);
        for (var i = 0; i < Units.Length; i++)
        {
            if (i == 2)
            {
                continue;
            }
            if (i == 4 && time >= 0)
            {
                (position, weeks) = (time, false);
            }
            var unit = text.IndexOfAny([Units[i], char.ToLowerInvariant(Units[i])], position);
            if (unit < 0 || (i >= 4 && time < 0) || (i == 1 && time >= 0 && unit > time))
            {
                continue;
            }
            if (!TryReadPart(text, ref position, unit, out parts[i]))
            {
                return false;
            }
            weeks = false;
        }
        var week = text.IndexOfAny(['W', 'w']);
        return (week < 0 || (weeks && TryReadPart(text, ref position, week, out parts[2]))) && position == text.Length - 1;
    }

    private static bool TryReadPart(string text, ref int position, int unit, out uint value)
    {
        var digits = text.AsSpan(position + 1, Math.Max(unit - position - 1, 0)).TrimStart('+');
        position = unit;
        value = 0;
        return digits.IsEmpty || (digits.Length <= MaxDigits && uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value));
    }
}
