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
    private Names _owners;
    private int _length;
    private int _ownerCount;

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

    /// <summary>Notes the owner of a DNAME; false when its DNAME is in the answer already.</summary>
    public bool TryRedirect(scoped ReadOnlySpan<byte> owner)
    {
        var hash = Hash(owner);
        ReadOnlySpan<ulong> owners = _owners;
        if (owners[.._ownerCount].Contains(hash))
        {
            return false;
        }
        if (_ownerCount < MaxLength)
        {
            _owners[_ownerCount++] = hash;
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
}
