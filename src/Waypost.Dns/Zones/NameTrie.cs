using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Waypost.Dns.Zones;

/// <summary>
/// An immutable map from names in lower-case wire form to values: a hash trie with 32 ways a level. A change copies the
/// few branches on its path and shares the rest, and a lookup takes a span, so that queries allocate nothing. Changes made with
/// the same token write over the branches that earlier ones of them copied: nobody else may have seen what they came to.
/// </summary>
internal sealed class NameTrie<T>
    where T : class
{
    private const int BitsPerLevel = 5;
    private const int HashBits = 64;

    private readonly object? _root;

    private NameTrie(object? root, int count) => (_root, Count) = (root, count);

    public static NameTrie<T> Empty { get; } = new(null, 0);

    public int Count { get; }

    public IEnumerable<T> Values => Walk(_root);

    public bool TryFind(ReadOnlySpan<byte> key, [NotNullWhen(true)] out T? value) => TryFind(key, NameHash.Of(key), out value);

    public bool TryFind(ReadOnlySpan<byte> key, ulong hash, [NotNullWhen(true)] out T? value)
    {
        var (node, rest) = (_root, hash);
        while (node is Branch branch)
        {
            node = branch.Child((int)(rest & 31));
            rest >>= BitsPerLevel;
        }
        for (var leaf = (Leaf?)node; leaf is not null; leaf = leaf.Next)
        {
            if (leaf.Hash == hash && key.SequenceEqual(leaf.Key))
            {
                value = leaf.Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    public NameTrie<T> Set(byte[] key, T value, object? token = null)
    {
        var hash = NameHash.Of(key);
        var added = !TryFind(key, hash, out _);
        return new NameTrie<T>(Insert(_root, new Leaf(hash, key, value, null), 0, token), added ? Count + 1 : Count);
    }

    public NameTrie<T> Remove(ReadOnlySpan<byte> key) =>
        TryFind(key, out _) ? new NameTrie<T>(Delete(_root, NameHash.Of(key), key, 0), Count - 1) : this;

    private static object Insert(object? node, Leaf leaf, int depth, object? token)
    {
        switch (node)
        {
            case null:
                return leaf;
            case Branch branch:
                var slot = (int)(leaf.Hash >> depth) & 31;
                return branch.With(slot, Insert(branch.Child(slot), leaf, depth + BitsPerLevel, token), token);
            default:
                var there = (Leaf)node;
                if (there.Hash == leaf.Hash || depth >= HashBits)
                {
                    return leaf with { Next = Without(there, leaf.Hash, leaf.Key) };
                }
                var split = Branch.Empty.With((int)(there.Hash >> depth) & 31, there, token);
                return Insert(split, leaf, depth, token);
        }
    }

    private static object? Delete(object? node, ulong hash, ReadOnlySpan<byte> key, int depth)
    {
        if (node is not Branch branch)
        {
            return Without((Leaf?)node, hash, key);
        }
        var slot = (int)(hash >> depth) & 31;
        var child = Delete(branch.Child(slot), hash, key, depth + BitsPerLevel);
        return child is null ? branch.Without(slot) : branch.With(slot, child, token: null);
    }

    private static Leaf? Without(Leaf? leaf, ulong hash, ReadOnlySpan<byte> key)
    {
        if (leaf is null)
        {
            return null;
        }
        return leaf.Hash == hash && key.SequenceEqual(leaf.Key) ? leaf.Next : leaf with { Next = Without(leaf.Next, hash, key) };
    }

    private static IEnumerable<T> Walk(object? node)
    {
        if (node is Branch branch)
        {
            foreach (var child in branch.Children)
            {
                foreach (var value in Walk(child))
                {
                    yield return value;
                }
            }
            yield break;
        }
        for (var leaf = (Leaf?)node; leaf is not null; leaf = leaf.Next)
        {
            yield return leaf.Value;
        }
    }

    private sealed record Leaf(ulong Hash, byte[] Key, T Value, Leaf? Next);

    private sealed class Branch(uint bitmap, object[] children, object? token)
    {
        private uint _bitmap = bitmap;
        private object[] _children = children;

        public static Branch Empty { get; } = new(0, [], null);

        public object[] Children => _children;

        public object? Child(int slot)
        {
            var bit = 1u << slot;
            return (_bitmap & bit) == 0 ? null : _children[BitOperations.PopCount(_bitmap & (bit - 1))];
        }

        public Branch With(int slot, object child, object? token)
        {
            var bit = 1u << slot;
            var index = BitOperations.PopCount(_bitmap & (bit - 1));
            var owned = token is not null && IsOf(token);
            if ((_bitmap & bit) != 0)
            {
                if (!owned)
                {
                    var copy = (object[])_children.Clone();
                    copy[index] = child;
                    return new Branch(_bitmap, copy, token);
                }
                _children[index] = child;
                return this;
            }
            var grown = new object[_children.Length + 1];
            _children.AsSpan(0, index).CopyTo(grown);
            grown[index] = child;
            _children.AsSpan(index).CopyTo(grown.AsSpan(index + 1));
            if (!owned)
            {
                return new Branch(_bitmap | bit, grown, token);
            }
            (_bitmap, _children) = (_bitmap | bit, grown);
            return this;
        }

        public Branch? Without(int slot)
        {
            var bit = 1u << slot;
            if ((_bitmap & bit) == 0)
            {
                return this;
            }
            if (_children.Length == 1)
            {
                return null;
            }
            var index = BitOperations.PopCount(_bitmap & (bit - 1));
            var shrunk = new object[_children.Length - 1];
            _children.AsSpan(0, index).CopyTo(shrunk);
            _children.AsSpan(index + 1).CopyTo(shrunk.AsSpan(index));
            return new Branch(_bitmap & ~bit, shrunk, null);
        }

        private bool IsOf(object other) => ReferenceEquals(token, other);
    }
}

/// <summary>A 64-bit hash of bytes, seeded for the process so that nobody can choose names that collide.</summary>
internal static class NameHash
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 0x9E37_79B9_7F4A_7C15;
        }
        return Mix(hash);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0xD6E8_FEB8_6659_FD93;
        value = (value ^ (value >> 29)) * 0x9E37_79B9_7F4A_7C15;
        return value ^ (value >> 32);
    }
}
