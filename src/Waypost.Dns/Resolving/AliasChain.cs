using System.Runtime.CompilerServices;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>The aliases that one answer has gone through, so that a loop is seen and no RRset is written twice. Lives on the stack.</summary>
internal ref struct AliasChain
{
    /// <summary>More aliases than this are a loop, or as good as one.</summary>
    public const int MaxLength = 16;

    private Rrsets _aliases;
    private Rrsets _redirections;
    private int _redirectionCount;

    /// <summary>How many aliases there were.</summary>
    public int Length { get; private set; }

    /// <summary>Notes a CNAME from a name; false when the chain ends with it: it leads to where the chain has been, or is long enough.</summary>
    public bool TryFollow(WireRrset alias, scoped ReadOnlySpan<byte> question)
    {
        var target = Target(alias);
        if (Length + 1 >= MaxLength || WireName.EqualsIgnoreCase(target, question))
        {
            return false;
        }
        for (var i = 0; i < Length; i++)
        {
            if (WireName.EqualsIgnoreCase(target, Target(_aliases[i])))
            {
                return false;
            }
        }
        _aliases[Length++] = alias;
        return true;
    }

    /// <summary>Notes a DNAME; false when it is in the answer already.</summary>
    public bool TryAdd(WireRrset dname)
    {
        for (var i = 0; i < _redirectionCount; i++)
        {
            if (_redirections[i].Records == dname.Records)
            {
                return false;
            }
        }
        if (_redirectionCount < MaxLength)
        {
            _redirections[_redirectionCount++] = dname;
        }
        return true;
    }

    /// <summary>The name that an alias stands for.</summary>
    public static ReadOnlySpan<byte> Target(WireRrset alias) => alias.Records[WireRrset.HeaderLength..];

    [InlineArray(MaxLength)]
    private struct Rrsets
    {
        private WireRrset _first;
    }
}
