using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>Canonical forms of plain texts and lists, and the attributes that have them.</summary>
internal static class TextForms
{
    /// <summary>A word without case.</summary>
    public static string? Word(CtyValue whole, CtyValue value) => value.Text?.ToLowerInvariant();

    /// <summary>An address match list or a list of servers: case and blanks do not matter, the order does.</summary>
    public static string? Elements(CtyValue whole, CtyValue value) =>
        value.Texts is { } texts ? string.Join('\n', texts.Select(Element)) : null;

    /// <summary>A list whose order does not matter.</summary>
    public static string? Unordered(CtyValue whole, CtyValue value) =>
        value.Texts is { } texts ? string.Join('\n', texts.Select(MailNames.Target).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) : null;

    public static SchemaAttribute ElementsAttribute(string name, string description) =>
        new(name, CtyType.ListOf(CtyType.Text), description) { Optional = true, Canonical = Elements };

    public static SchemaAttribute WordAttribute(string name, string description) =>
        new(name, CtyType.Text, description) { Optional = true, Canonical = Word };

    public static SchemaAttribute TextAttribute(string name, string description) => new(name, CtyType.Text, description) { Optional = true };

    public static SchemaAttribute NumberAttribute(string name, string description) => new(name, CtyType.Number, description) { Optional = true };

    public static SchemaAttribute TruthAttribute(string name, string description) => new(name, CtyType.Truth, description) { Optional = true };

    private static string Element(string text)
    {
        var spaced = text.Replace("{", " { ", StringComparison.Ordinal).Replace("}", " } ", StringComparison.Ordinal).Replace(";", " ; ", StringComparison.Ordinal).Replace("!", " ! ", StringComparison.Ordinal);
        return string.Join(' ', spaced.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Word)).ToLowerInvariant();
    }

    private static string Word(string word) =>
        word.Length > 1 && word[0] == '"' && word[^1] == '"' ? word[1..^1]
        : System.Net.IPAddress.TryParse(word, out var address) && word.Contains(':', StringComparison.Ordinal) ? address.ToString()
        : word;
}
