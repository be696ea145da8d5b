using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>http: names and endpoints.</summary>
internal static class HttpCheck
{
    public static void Check(ConfCheck check)
    {
        Dictionary<string, ConfValue> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var http in check.Root.Maps("http"))
        {
            var name = http.Id.Text();
            if (name.Is("default"))
            {
                check.Error(http, "'http' name cannot be 'default' (which is a built-in configuration)");
            }
            else if (!seen.TryAdd(name, http))
            {
                check.Error(http, $"http '{name}' is duplicated: also defined at {ConfCheck.Place(seen[name])}");
            }
            foreach (var endpoint in http["endpoints"].Items().Where(endpoint => !IsPath(endpoint.Text())))
            {
                check.Error(endpoint, $"endpoint '{endpoint.Text()}' is not a valid absolute HTTP path");
            }
        }
    }

    public static bool IsDefined(ConfCheck check, string name) => name.Is("default") || check.Root.Maps("http").Any(http => http.Id.Text().Is(name));

    // An absolute path of RFC 3986 section 3.3, with a query.
    private static bool IsPath(string text)
    {
        if (text.Length == 0 || text[0] != '/')
        {
            return false;
        }
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }
                i += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(text[i]) && !"-._~!$&'()*+,;=:@/?".Contains(text[i], StringComparison.Ordinal))
            {
                return false;
            }
        }
        return true;
    }
}
