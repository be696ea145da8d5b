using System.Globalization;
using System.Text;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Schemas;

/// <summary>Where an API member (<c>$.records[0]</c>, <c>$.settings.allowQuery[1]</c>) is in a resource's attributes.</summary>
internal static class ApiPath
{
    /// <summary>The steps as far as the schema has them, or none when it has no such attribute.</summary>
    /// <param name="schema">The resource's attributes.</param>
    /// <param name="path">The problem document's JSON path.</param>
    /// <param name="renamed">API members whose attribute has another name than its own in snake case.</param>
    public static IReadOnlyList<object> Resolve(ObjectSchema schema, string path, IReadOnlyDictionary<string, string> renamed)
    {
        var steps = new List<object>();
        var text = path.AsSpan();
        text = text.StartsWith("$") ? text[1..].TrimStart('.') : text;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny('.', '[');
            var member = (end < 0 ? text : text[..end]).ToString();
            var name = renamed.TryGetValue(member, out var other) ? other : SnakeCase(member);
            if (schema.Attributes.FirstOrDefault(a => a.Name == name) is not { } attribute)
            {
                break;
            }

            steps.Add(name);
            text = end < 0 ? [] : text[end..];
            if (text.StartsWith("[") && attribute.Type.Kind == CtyKind.Sequence)
            {
                var close = text.IndexOf(']');
                if (close > 1 && int.TryParse(text[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                {
                    steps.Add(position);
                }

                break;
            }

            if (attribute.Nested is not { } nested || attribute.Type.Kind != CtyKind.Record)
            {
                break;
            }

            schema = nested;
            text = text.TrimStart('.');
        }

        return steps;
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
