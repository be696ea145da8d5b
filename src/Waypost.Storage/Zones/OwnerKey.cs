using System.Text;
using Waypost.Dns.Names;

namespace Waypost.Storage.Zones;

/// <summary>An owner as a column on which the engines' binary collation sorts in canonical order (RFC 4034 section 6.1):
/// labels from the right, in lower case, a blank between them; octets that would not sort above the blank are written as
/// <c>!</c> and a character.</summary>
internal static class OwnerKey
{
    private const char Separator = ' ';
    private const char Escape = '!';

    /// <summary>The key of an absolute name, or null when it is not a name.</summary>
    public static string? Of(string owner)
    {
        if (IsPlain(owner))
        {
            return OfPlain(owner);
        }

        if (!DnsName.TryParse(owner, DnsName.Root, out var name, out _))
        {
            return null;
        }

        var wire = name.ToLowerWire();
        var starts = new List<int>();
        for (var position = 0; wire[position] != 0; position += wire[position] + 1)
        {
            starts.Add(position);
        }

        var key = new StringBuilder(wire.Length);
        for (var label = starts.Count - 1; label >= 0; label--)
        {
            if (key.Length > 0)
            {
                key.Append(Separator);
            }

            foreach (var octet in wire.AsSpan(starts[label] + 1, wire[starts[label]]))
            {
                if (octet <= Escape)
                {
                    key.Append(Escape).Append((char)('@' + octet));
                }
                else
                {
                    key.Append((char)octet);
                }
            }
        }

        return key.ToString();
    }

    // Letters, digits, hyphens and the like, labels and all no longer than they may be: what nearly all owners are.
    private static bool IsPlain(string owner)
    {
        var label = 0;
        foreach (var character in owner)
        {
            if (character == '.')
            {
                if (label is 0 or > WireName.MaxLabelLength)
                {
                    return false;
                }

                label = 0;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '*'))
            {
                return false;
            }

            label++;
        }

        return label == 0 && owner.Length is > 1 and < WireName.MaxLength;
    }

    private static string OfPlain(string owner) => string.Create(owner.Length - 1, owner, static (key, name) =>
    {
        for (var end = name.Length - 1; end > 0;)
        {
            var start = name.LastIndexOf('.', end - 1) + 1;
            name.AsSpan(start, end - start).ToLowerInvariant(key);
            key = key[(end - start)..];
            if (start > 0)
            {
                key[0] = Separator;
                key = key[1..];
            }

            end = start - 1;
        }
    });
}
