using System.Runtime.CompilerServices;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>The aliases that one answer has gone through, so that a loop is seen and no RRset is written twice. Lives on the stack.</summary>
internal ref struct AliasChain
{
    /// <summary>More aliases than this are a loop, or as good as one.</summary>
    public const int MaxLength = 16;

    private Names _names;
    private Rrsets _redirections;
    private int _length;
    private int _redirectionCount;

    /// <summary>Starts at the name that was asked for.</summary>
    public static AliasChain From(scoped ReadOnlySpan<byte> question)
    {
        var chain = default(AliasChain);
        chain._names[chain._length++] = Hash(question);
        return chain;
    }

    /// <summary>Notes the target of an alias; false when the chain ends there: it has been there before, or is long enough.</summary>
    public bool TryFollow(scoped ReadOnlySpan<byte> target)
    {
        // The hash is seeded: nobody can make two names that are taken for one.
        var hash = Hash(target);
        ReadOnlySpan<ulong> names = _names;
        if (_length == MaxLength || names[.._length].Contains(hash))
        {
            return false;
        }
        _names[_length++] = hash;
        return true;
    }

    /// <summary>Notes a DNAME; false when it is in the answer already.</summary>
    public bool TryAdd(WireRrset dname)
    {
        for (var i = 0; i < _redirectionCount; i++)
        {
            if (ReferenceEquals(_redirections[i], dname))
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

    private static ulong Hash(scoped ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        WireName.Lower(name, lower);
        return NameHash.Of(lower[..name.Length]);
    }

    [InlineArray(MaxLength)]
    private struct Names
    {
        private ulong _first;
    }

    [InlineArray(MaxLength)]
    private struct Rrsets
    {
        private WireRrset _first;
    }
}
