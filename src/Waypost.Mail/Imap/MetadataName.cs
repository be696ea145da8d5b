using Waypost.Mail.Store;

namespace Waypost.Mail.Imap;

/// <summary>Names of annotations (RFC 5464 section 3.1).</summary>
public static class MetadataName
{
    /// <summary>What comes before the annotations that every account sees.</summary>
    public const string Shared = "/shared/";

    /// <summary>What comes before an account's own annotations.</summary>
    public const string Private = "/private/";

    /// <summary>Reads a name; the fault is kept by the parser.</summary>
    public static string Parse(ImapParser parser)
    {
#pragma warning disable CA1308 // The store keeps names in lower case.
        var name = parser.AString().ToLowerInvariant();
#pragma warning restore CA1308
        if (parser.Error is null && !IsValid(name))
        {
            parser.Fail("Bad entry name");
        }

        return name;
    }

    private static bool IsValid(string name) => name.Length <= MetadataLimits.MaxNameLength
        && (name.StartsWith(Shared, StringComparison.Ordinal) || name.StartsWith(Private, StringComparison.Ordinal)) && !name.EndsWith('/')
        && !name.Contains("//", StringComparison.Ordinal)
        && name.All(character => character is > ' ' and < (char)127 and not '*' and not '%');
}
