using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Waypost.Dns.NamedConf.Values;

/// <summary>A value of a configuration, with where it stands.</summary>
public abstract class ConfValue
{
    private protected ConfValue(ConfType type, string file, int line) => (Type, File, Line) = (type, file, line);

    /// <summary>The file as it was named by the command line or the include.</summary>
    public string File { get; }

    /// <summary>The line, from 1, as BIND counts it in its messages.</summary>
    public int Line { get; }

    /// <summary>Whether an optional value was left out.</summary>
    public bool IsVoid => this is ConfVoid;

    internal ConfType Type { get; }

    /// <summary>The value in canonical form, as <c>named-checkconf -p</c> prints it.</summary>
    public override string ToString()
    {
        ConfPrinter printer = new(obscure: false);
        printer.Print(this);
        return printer.ToString();
    }
}

/// <summary>An optional value that was left out.</summary>
public sealed class ConfVoid : ConfValue
{
    internal ConfVoid(ConfType type, string file, int line) : base(type, file, line)
    {
    }
}

/// <summary>A string, name or keyword.</summary>
public sealed class ConfText : ConfValue
{
    internal ConfText(ConfType type, string file, int line, string text) : base(type, file, line) => Text = text;

    /// <summary>The text without its quotation marks.</summary>
    public string Text { get; }
}

/// <summary>An integer: a number, or a size in bytes.</summary>
public sealed class ConfNumber : ConfValue
{
    internal ConfNumber(ConfType type, string file, int line, ulong value) : base(type, file, line) => Value = value;

    /// <summary>The number.</summary>
    public ulong Value { get; }
}

/// <summary>A yes or no.</summary>
public sealed class ConfBoolean : ConfValue
{
    internal ConfBoolean(ConfType type, string file, int line, bool value) : base(type, file, line) => Value = value;

    /// <summary>Whether it is yes.</summary>
    public bool Value { get; }
}

/// <summary>A share in percent.</summary>
public sealed class ConfPercentage : ConfValue
{
    internal ConfPercentage(ConfType type, string file, int line, uint value) : base(type, file, line) => Value = value;

    /// <summary>The percents.</summary>
    public uint Value { get; }
}

/// <summary>A number with two decimals.</summary>
public sealed class ConfFixedPoint : ConfValue
{
    internal ConfFixedPoint(ConfType type, string file, int line, uint hundredths) : base(type, file, line) => Hundredths = hundredths;

    /// <summary>The value, times a hundred.</summary>
    public uint Hundredths { get; }
}

/// <summary>A span of time: an ISO 8601 duration, or a TTL with BIND's units.</summary>
public sealed class ConfDuration : ConfValue
{
    internal ConfDuration(ConfType type, string file, int line, IReadOnlyList<uint>? parts, uint seconds, bool unlimited) : base(type, file, line) =>
        (Parts, Seconds, IsUnlimited) = (parts, seconds, unlimited);

    /// <summary>The span in seconds; a month is 31 days and a year 365.</summary>
    public uint Seconds { get; }

    /// <summary>Whether there is no limit.</summary>
    public bool IsUnlimited { get; }

    // Years, months, weeks, days, hours, minutes, seconds of an ISO 8601 duration.
    internal IReadOnlyList<uint>? Parts { get; }
}

/// <summary>An address, or <c>*</c>, with an optional port.</summary>
public sealed class ConfAddress : ConfValue
{
    internal ConfAddress(ConfType type, string file, int line, IPAddress address, ushort port) : base(type, file, line) =>
        (Address, Port) = (address, port);

    /// <summary>The address; <c>*</c> is the family's unspecified one.</summary>
    public IPAddress Address { get; }

    /// <summary>The port, 0 when none is stated.</summary>
    public ushort Port { get; }

    internal uint? Dscp { get; init; }

    // query-source with an address alone, without the keyword.
    internal bool IsBare { get; init; }
}

/// <summary>A network.</summary>
public sealed class ConfPrefix : ConfValue
{
    internal ConfPrefix(ConfType type, string file, int line, IPAddress address, int length) : base(type, file, line) =>
        (Address, Length) = (address, length);

    /// <summary>The network's address.</summary>
    public IPAddress Address { get; }

    /// <summary>The length of the prefix in bits.</summary>
    public int Length { get; }
}

/// <summary>An element of an address_match_list that excludes what it matches.</summary>
public sealed class ConfNegation : ConfValue
{
    internal ConfNegation(ConfType type, string file, int line, ConfValue element) : base(type, file, line) => Element = element;

    /// <summary>What is excluded.</summary>
    public ConfValue Element { get; }
}

/// <summary>An element of an address_match_list that names a TSIG key.</summary>
public sealed class ConfKeyReference : ConfValue
{
    internal ConfKeyReference(ConfType type, string file, int line, string name) : base(type, file, line) => Name = name;

    /// <summary>The key's name as it is written.</summary>
    public string Name { get; }
}

/// <summary>Several values in a row, each with a name in the grammar.</summary>
public sealed class ConfTuple : ConfValue
{
    private readonly TupleFields _fields;

    internal ConfTuple(ConfType type, string file, int line, TupleFields fields) : base(type, file, line)
    {
        _fields = fields;
        Values = new ConfValue[fields.Count];
    }

    /// <summary>A value by its name in the grammar.</summary>
    public ConfValue this[string name] => Values[_fields.IndexOf(name)];

    internal ConfValue[] Values { get; }
}

/// <summary>Values in braces, or all occurrences of a clause.</summary>
public sealed class ConfList : ConfValue
{
    internal ConfList(ConfType type, string file, int line, List<ConfValue> items) : base(type, file, line) => Items = items;

    /// <summary>The values, in the order of the file.</summary>
    public IReadOnlyList<ConfValue> Items { get; }
}

/// <summary>A block of clauses, with its name when it has one.</summary>
public sealed class ConfMap : ConfValue
{
    private readonly Dictionary<string, ConfValue> _clauses = new(StringComparer.OrdinalIgnoreCase);

    internal ConfMap(ConfType type, string file, int line) : base(type, file, line)
    {
    }

    /// <summary>What stands before the brace: a name, or a network.</summary>
    public ConfValue? Id { get; internal set; }

    /// <summary>A clause's value; of one that may occur several times the <see cref="ConfList"/> of all; null when it is absent.</summary>
    public ConfValue? this[string clause] => _clauses.GetValueOrDefault(clause);

    /// <summary>The clauses that are there, by name.</summary>
    public IReadOnlyDictionary<string, ConfValue> Clauses => _clauses;

    /// <summary>Finds a clause of a known kind.</summary>
    public bool TryGet<T>(string clause, [NotNullWhen(true)] out T? value) where T : ConfValue
    {
        value = this[clause] as T;
        return value is not null;
    }

    /// <summary>All occurrences of a clause, none when it is absent.</summary>
    public IReadOnlyList<ConfValue> All(string clause) => this[clause] is ConfList list ? list.Items : [];

    internal void Set(string clause, ConfValue value) => _clauses[clause] = value;
}
