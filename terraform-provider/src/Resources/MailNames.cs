namespace Waypost.Terraform.Resources;

/// <summary>When two spellings in the mail tables are the same entry: the tables are looked up without regard to case.</summary>
internal static class MailNames
{
    /// <summary>A domain: A-labels, lower case, no final dot.</summary>
    public static string Domain(string text) => InternationalNames.ToAscii(text.TrimEnd('.')).ToLowerInvariant();

    /// <summary>An address or local name used as a key.</summary>
    public static string Key(string text) => text.ToLowerInvariant();

    /// <summary>A target: its domain has no case (RFC 5321 section 2.4), its local part may have.</summary>
    public static string Target(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : text[..at] + text[at..].ToLowerInvariant();
    }
}
