using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>Which ACLs an element of an address match list names.</summary>
internal static class AclReferences
{
    private static readonly char[] Punctuation = ['{', '}', ';', '!', ' ', '\t', '\r', '\n', '"'];

    public static IEnumerable<string> Of(string element)
    {
        var isKey = false;
        foreach (var word in element.Split(Punctuation, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isKey && word != "key" && !AclTable.IsBuiltIn(word) && !AddressPrefix.TryParse(word, out _, out _))
            {
                yield return word;
            }
            isKey = word == "key";
        }
    }
}
