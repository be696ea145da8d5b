using System.Globalization;

namespace Waypost.Mail.Imap;

/// <summary>What of a part <c>BODY[section]</c> asks for.</summary>
public enum SectionText { All, Header, HeaderFields, HeaderFieldsNot, Text, Mime }

/// <summary>The section of a <c>BODY[section]</c> item (RFC 9051 section 6.4.5.1).</summary>
/// <param name="Path">Part numbers from the outermost; empty for the message itself.</param>
/// <param name="Text">What of that part.</param>
/// <param name="Fields">Header field names of HEADER.FIELDS and HEADER.FIELDS.NOT.</param>
public sealed record BodySection(IReadOnlyList<int> Path, SectionText Text, IReadOnlyList<string> Fields)
{
    /// <summary>The whole message.</summary>
    public static BodySection Whole { get; } = new([], SectionText.All, []);

    /// <summary>True when only the end of the outermost header must be known.</summary>
    public bool IsTopLevel => Path.Count == 0;

    /// <summary>The section as a client writes it, for the response.</summary>
    public override string ToString()
    {
        var path = string.Join('.', Path.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        var text = Text switch
        {
            SectionText.Header => "HEADER",
            SectionText.HeaderFields => "HEADER.FIELDS (" + string.Join(' ', Fields.Select(FieldName)) + ")",
            SectionText.HeaderFieldsNot => "HEADER.FIELDS.NOT (" + string.Join(' ', Fields.Select(FieldName)) + ")",
            SectionText.Text => "TEXT",
            SectionText.Mime => "MIME",
            _ => "",
        };
        return path.Length > 0 && text.Length > 0 ? path + "." + text : path + text;
    }

    private static string FieldName(string name) => name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
        ? name
        : ImapText.Quote(name);
}
