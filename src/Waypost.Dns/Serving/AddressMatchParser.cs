using Waypost.Dns.Names;

namespace Waypost.Dns.Serving;

/// <summary>Reads the elements of an address match list.</summary>
internal sealed class AddressMatchParser(AclTable acls)
{
    private const int MaxDepth = 16;

    /// <summary>What is wrong, when <see cref="Parse(IReadOnlyList{string})"/> gave null.</summary>
    public string? Error { get; private set; }

    public AddressMatchList.Element[]? Parse(IReadOnlyList<string> elements) => Parse(elements, 0);

    private AddressMatchList.Element[]? Parse(IEnumerable<string> elements, int depth)
    {
        var parsed = new List<AddressMatchList.Element>();
        foreach (var element in elements)
        {
            if (ParseOne(element.Trim(), depth) is not { } one)
            {
                return null;
            }
            parsed.Add(one);
        }
        return [.. parsed];
    }

    private AddressMatchList.Element? ParseOne(string text, int depth)
    {
        var negated = text.StartsWith('!');
        var rest = negated ? text[1..].TrimStart() : text;
        if (rest.StartsWith('{'))
        {
            return ParseNested(text, rest, negated, depth);
        }
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["key", var keyName])
        {
            return DnsName.TryParse(Unquote(keyName), DnsName.Root, out var key, out var error) ? new() { Negated = negated, Key = key } : Fail($"'{keyName}' is not a key name: {error}");
        }
        if (words.Length != 1)
        {
            return Fail($"'{text}' is not an element of an address match list");
        }
        var word = Unquote(words[0]);
        if (acls.TryFind(word, out var list))
        {
            return new() { Negated = negated, List = list };
        }
        if (AddressPrefix.TryParse(word, out var prefix, out var prefixError))
        {
            return new() { Negated = negated, Prefix = prefix };
        }
        return Fail(char.IsAsciiDigit(word[0]) || word.Contains(':', StringComparison.Ordinal) ? prefixError! : $"undefined ACL '{word}'");
    }

    private AddressMatchList.Element? ParseNested(string text, string rest, bool negated, int depth)
    {
        if (depth == MaxDepth || !rest.EndsWith('}'))
        {
            return Fail(depth == MaxDepth ? "the lists are nested too deeply" : $"'{text}' has no closing brace");
        }
        return Split(rest[1..^1]) is { } inner && Parse(inner, depth + 1) is { } elements
            ? new() { Negated = negated, List = AddressMatchList.Nested(elements) }
            : Fail(Error ?? $"'{text}': each element ends with a semicolon");
    }

    // Elements end with semicolons, those within inner braces not counted.
    private static List<string>? Split(string text)
    {
        var (elements, start, depth) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (text[i] == ';' && depth == 0)
            {
                elements.Add(text[start..i]);
                start = i + 1;
            }
        }
        return depth == 0 && string.IsNullOrWhiteSpace(text[start..]) && elements.TrueForAll(element => !string.IsNullOrWhiteSpace(element)) ? elements : null;
    }

    private static string Unquote(string word) => word.Length > 2 && word[0] == '"' && word[^1] == '"' ? word[1..^1] : word;

    private AddressMatchList.Element? Fail(string error)
    {
        Error = error;
        return null;
    }
}
