using Waypost.Dns.NamedConf.Syntax;

namespace Waypost.Dns.NamedConf.Values;

/// <summary>A kind of value in the grammar: how it is read and how it is printed.</summary>
internal abstract class ConfType(string name)
{
    /// <summary>The name that the grammar's tables and the reference use.</summary>
    public string Name => name;

    public abstract ConfValue Parse(ConfParser parser);

    public abstract void Print(ConfPrinter printer, ConfValue value);

    /// <summary>Whether a value of this type, void or not, asks for a space after it within a tuple.</summary>
    public virtual bool IsVoid => false;

    protected ConfText Text(ConfParser parser, string text) => new(this, parser.File, parser.Line, text);

    protected static ConfVoid Void(ConfParser parser) => new(Types.VoidType.Instance, parser.File, parser.Line);
}

/// <summary>The named values of a tuple.</summary>
internal sealed class TupleFields(params (string Name, ConfType Type)[] fields)
{
    public int Count => fields.Length;

    public (string Name, ConfType Type) this[int index] => fields[index];

    public int IndexOf(string name)
    {
        var index = Array.FindIndex(fields, field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(name), name, "The grammar has no such field.");
    }

    public int Find(string name, int from)
    {
        for (var i = from; i < fields.Length; i++)
        {
            if (fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }
        return -1;
    }
}
