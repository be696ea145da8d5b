using System.Globalization;
using System.Text;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Schemas;

/// <summary>Where an API member (<c>$.records[0]</c>, <c>primaryNameServer</c>) is in a resource's attributes.</summary>
internal static class ApiPath
{
    /// <summary>The steps, or none when the schema has no such attribute.</summary>
    /// <param name="schema">The resource's attributes.</param>
    /// <param name="path">The problem document's JSON path.</param>
    /// <param name="renamed">API members whose attribute has another name than its own in snake case.</param>
    public static IReadOnlyList<object> Resolve(ObjectSchema schema, string path, IReadOnlyDictionary<string, string> renamed)
    {
        var text = path.AsSpan();
        if (text.StartsWith("$"))
        {
            text = text[1..].TrimStart('.');
        }

        var end = text.IndexOfAny('.', '[');
        var member = (end < 0 ? text : text[..end]).ToString();
        var name = renamed.TryGetValue(member, out var other) ? other : SnakeCase(member);
        if (schema.Attributes.FirstOrDefault(a => a.Name == name) is not { } attribute)
        {
            return [];
        }

        if (end >= 0 && text[end] == '[' && attribute.Type.Kind == CtyKind.Sequence)
        {
            var index = text[(end + 1)..];
            var close = index.IndexOf(']');
            if (close > 0 && int.TryParse(index[..close], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                return [name, position];
            }
        }

        return [name];
    }

    private static string SnakeCase(string member)
    {
        var snake = new StringBuilder(member.Length + 4);
        foreach (var c in member)
        {
            if (char.IsAsciiLetterUpper(c) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
