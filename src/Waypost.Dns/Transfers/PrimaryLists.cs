namespace Waypost.Dns.Transfers;

/// <summary>Resolves the elements of primaries and also-notify, some of which name lists of addresses that may name others.</summary>
public static class PrimaryLists
{
    private const int MaxDepth = 16;
    private const int MaxAddresses = 1000;

    /// <summary>The addresses in order, each once; what is wrong goes into <paramref name="errors"/>.</summary>
    /// <param name="elements">Addresses, or names of lists with an optional key and tls that hold for the list's addresses without.</param>
    /// <param name="lists">The elements of the list of a name, or null when there is none.</param>
    public static IReadOnlyList<PrimaryAddress> Resolve(
        IReadOnlyList<string> elements, Func<string, IReadOnlyList<string>?> lists, ICollection<string> errors)
    {
        var found = new List<PrimaryAddress>();
        Resolve(elements, lists, null, null, found, errors, 0);
        return found;
    }

    private static void Resolve(
        IReadOnlyList<string> elements, Func<string, IReadOnlyList<string>?> lists, string? key, string? tls, List<PrimaryAddress> found, ICollection<string> errors, int depth)
    {
        foreach (var element in elements)
        {
            if (found.Count >= MaxAddresses)
            {
                return;
            }
            var words = element.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && lists(words[0]) is { } list)
            {
                if (depth >= MaxDepth)
                {
                    errors.Add($"the list '{words[0]}' is nested too deep");
                    continue;
                }
                Resolve(list, lists, After(words, "key") ?? key, After(words, "tls") ?? tls, found, errors, depth + 1);
            }
            else if (PrimaryAddress.TryParse(element, out var address, out var error))
            {
                var resolved = address with { Key = address.Key ?? key, Tls = address.Tls ?? tls };
                if (!found.Contains(resolved))
                {
                    found.Add(resolved);
                }
            }
            else
            {
                errors.Add(error);
            }
        }
    }

    private static string? After(string[] words, string word)
    {
        var index = Array.FindIndex(words, other => string.Equals(other, word, StringComparison.OrdinalIgnoreCase));
        return index > 0 && index + 1 < words.Length ? words[index + 1].Trim('"') : null;
    }
}
