using System.Text;

namespace Waypost.Dns.NamedConf.Values;

/// <summary>Writes values in the canonical form of <c>named-checkconf -p</c>; with -x, shared secrets as question marks.</summary>
internal sealed class ConfPrinter(bool obscure)
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public bool Obscure => obscure;

    public ConfPrinter Write(string text)
    {
        _text.Append(text);
        return this;
    }

    public ConfPrinter Indent()
    {
        _text.Append('\t', _depth);
        return this;
    }

    public void Open()
    {
        _text.Append("{\n");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Indent().Write("}");
    }

    public void Print(ConfValue value) => value.Type.Print(this, value);

    public void Quoted(string text) => Write("\"").Write(text.Replace("\"", "\\\"", StringComparison.Ordinal)).Write("\"");

    public override string ToString() => _text.ToString();
}
