using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Bytes in base64 to the end of the rdata; blanks may part it (RFC 4034 section 2.2).</summary>
internal sealed class Base64Field(string name, bool optional = false, bool dash = false) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (optional && tokens.AtEnd)
        {
            return true;
        }
        if (!tokens.TryNext(Name, out var first))
        {
            return false;
        }
        if (dash && first.Span is "-" && tokens.AtEnd)
        {
            return true;
        }
        var digits = new StringBuilder().Append(first.Span);
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            digits.Append(token.Span);
        }
        var text = digits.ToString();
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var written) || written == 0)
        {
            return tokens.Fail(first, $"the {Name} must be base64");
        }
        wire.WriteBytes(bytes.AsSpan(0, written));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(reader.Remaining, out var bytes) || (bytes.IsEmpty && !optional && !dash))
        {
            return false;
        }
        text.Append(dash && bytes.IsEmpty ? "-" : Convert.ToBase64String(bytes));
        return true;
    }
}
