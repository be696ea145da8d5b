using Waypost.Mail.Tables;

namespace Waypost.Cli.Sendmail;

/// <summary>Takes the addresses out of a header field or an argument: display names, comments and groups fall away.</summary>
internal static class HeaderAddresses
{
    public static IEnumerable<string> Read(string text)
    {
        foreach (string one in AddressListText.Split(text.ReplaceLineEndings(" ")))
        {
            string rest = one.TrimEnd(';', ' ');
            int open = rest.LastIndexOf('<');
            if (open >= 0)
            {
                int close = rest.IndexOf('>', open);
                rest = close < 0 ? "" : rest[(open + 1)..close];
            }
            else if (rest.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && !rest.StartsWith('"'))
            {
                rest = rest[(colon + 1)..]; // "staff: ann@x, bob@x;" is a group.
            }

            if (rest.Trim() is { Length: > 0 } address)
            {
                yield return address;
            }
        }
    }
}
