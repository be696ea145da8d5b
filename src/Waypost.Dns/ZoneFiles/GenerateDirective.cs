using System.Globalization;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary><c>$GENERATE range lhs [ttl] [class] type rhs</c>: a record for each value of the range, as BIND makes them.</summary>
internal static class GenerateDirective
{
    private const ushort SoaType = 6;

    public static void Read(ReadOnlySpan<Token> tokens, Token end, DnsName origin, ZoneFileOptions options, RecordReader records, MessageSink messages)
    {
        if (tokens.Length < 4)
        {
            messages.Error(end, "$GENERATE takes a range, an owner, a type and rdata", "unexpected end of input");
            return;
        }
        if (!TryParseRange(tokens[1].Span, out var start, out var stop, out var step))
        {
            messages.Error(tokens[1], $"invalid range '{tokens[1].Text}': first-last or first-last/step", "syntax error");
            return;
        }
        if ((stop - start) / step >= options.MaxGenerated)
        {
            messages.Error(tokens[1], $"the range '{tokens[1].Text}' makes more than {options.MaxGenerated} records", "out of range");
            return;
        }
        if (!records.TryReadHead(tokens[3..], end, out var head))
        {
            return;
        }
        var rest = tokens[(3 + head.Rdata)..];
        if (head.Type.Code == SoaType)
        {
            messages.Error(head.Place, "$GENERATE cannot make SOA records", "syntax error");
        }
        else if (rest.Length != 1)
        {
            var place = rest.Length == 0 ? end : rest[1];
            messages.Error(place, "the rdata of $GENERATE is one word or one quoted string", rest.Length == 0 ? "unexpected end of input" : "extra input text");
        }
        else if (GenerateTemplate.Parse(tokens[2].Text) is not { } owner)
        {
            messages.Error(tokens[2], "a modifier is ${offset[,width[,base]]} with a base of d, o, x, X, n or N", "syntax error");
        }
        else if (GenerateTemplate.Parse(rest[0].Text) is not { } rdata)
        {
            messages.Error(rest[0], "a modifier is ${offset[,width[,base]]} with a base of d, o, x, X, n or N", "syntax error");
        }
        else
        {
            Generate(new Templates(tokens[2], owner, rest[0], rdata), start, stop, step, head, origin, records, messages);
        }
    }

    private static void Generate(Templates templates, int start, int stop, int step, RecordHead head, DnsName origin, RecordReader records, MessageSink messages)
    {
        var text = new StringBuilder();
        DnsName? owner = null;
        for (long value = start; value <= stop; value += step)
        {
            if (templates.Owner.Expand((int)value, text) is not { } ownerText || templates.Rdata.Expand((int)value, text) is not { } rdataText)
            {
                messages.Error(templates.OwnerToken, $"the text made for {value} is too long", "ran out of space");
                return;
            }
            var token = new Token(TokenKind.Word, ownerText, templates.OwnerToken.Line, templates.OwnerToken.Column);
            // One error tells what is wrong with all of them.
            if (!records.TryReadOwner(token, origin, owner, out owner) || !ReadRdata(rdataText, templates.RdataToken, head, owner, origin, records, messages))
            {
                return;
            }
        }
    }

    private static bool ReadRdata(string text, Token place, RecordHead head, DnsName owner, DnsName origin, RecordReader records, MessageSink messages)
    {
        var (tokens, error, _) = RdataText.Split(text);
        if (error is { } lexical)
        {
            return messages.Error(place, lexical.Text, "syntax error");
        }
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = tokens[i].At(place.Line, place.Column);
        }
        return records.ReadData(head, tokens, owner, origin, place, generated: true);
    }

    private static bool TryParseRange(ReadOnlySpan<char> text, out int start, out int stop, out int step)
    {
        (start, stop, step) = (0, 0, 1);
        var (dash, slash) = (text.IndexOf('-'), text.IndexOf('/'));
        var last = slash < 0 ? text.Length : slash;
        return dash > 0 && dash < last
            && int.TryParse(text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out start)
            && int.TryParse(text[(dash + 1)..last], NumberStyles.None, CultureInfo.InvariantCulture, out stop)
            && (slash < 0 || int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step))
            && start <= stop && step > 0;
    }

    private sealed record Templates(Token OwnerToken, GenerateTemplate Owner, Token RdataToken, GenerateTemplate Rdata);
}
