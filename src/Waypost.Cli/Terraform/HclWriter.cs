using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waypost.Cli.Terraform;

/// <summary>Writes resources and import blocks in Terraform's language.</summary>
internal sealed class HclWriter
{
    private readonly StringBuilder _resources = new();
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);

    /// <summary>How many resources were written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a resource and its import block; gives its address.</summary>
    /// <param name="type">The type without its prefix.</param>
    /// <param name="name">What to make the label from.</param>
    /// <param name="importId">The import id.</param>
    /// <param name="attributes">Names with values in Terraform's language, in order; null values are left out.</param>
    public string Resource(string type, string name, string importId, params IReadOnlyList<(string Name, string? Value)> attributes)
    {
        string address = Address("waypost_" + type, name);
        (string Name, string? Value)[] set = [.. attributes.Where(attribute => attribute.Value is not null)];
        _resources.Append(CultureInfo.InvariantCulture, $"resource \"{address.Split('.')[0]}\" \"{address.Split('.')[1]}\" {{\n");
        for (int i = 0; i < set.Length; i++)
        {
            _resources.Append("  ").Append(set[i].Name.PadRight(Width(set, i))).Append(" = ").Append(set[i].Value).Append('\n');
        }

        _resources.Append(CultureInfo.InvariantCulture, $"}}\n\nimport {{\n  to = {address}\n  id = {Text(importId)}\n}}\n\n");
        Count++;
        return address;
    }

    public override string ToString() => _resources.ToString();

    /// <summary>A string, without interpolation.</summary>
    public static string Text(string text)
    {
        StringBuilder quoted = new("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '$' or '%' when i + 1 < text.Length && text[i + 1] == '{' => $"{c}{c}",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    public static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    /// <summary>The members of a contract as attributes: <c>allowQuery</c> is <c>allow_query</c>.</summary>
    public static IEnumerable<(string Name, string? Value)> Members(JsonElement contract, params string[] except) =>
        contract.EnumerateObject().Where(member => !except.Contains(member.Name, StringComparer.Ordinal)).Select(member => (SnakeCase(member.Name), (string?)Value(member.Value, 1)));

    /// <summary>A JSON value; null when an object has nothing in it.</summary>
    public static string Value(JsonElement json, int depth) => json.ValueKind switch
    {
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Array => $"[{string.Join(", ", json.EnumerateArray().Select(item => Value(item, depth)))}]",
        JsonValueKind.Object => Object([.. json.EnumerateObject().Select(member => (SnakeCase(member.Name), Value(member.Value, depth + 1)))], depth),
        _ => json.GetRawText(),
    };

    public static string Object(IReadOnlyCollection<(string Name, string Value)> members, int depth)
    {
        string indent = new(' ', (depth + 1) * 2);
        return members.Count == 0 ? "{}" : "{\n" + string.Concat(members.Select(member => $"{indent}{member.Name} = {member.Value}\n")) + new string(' ', depth * 2) + "}";
    }

    // As "terraform fmt" aligns: neighbours on one line each, but not what goes over several lines.
    private static int Width((string Name, string? Value)[] set, int index)
    {
        static bool IsLong((string Name, string? Value) attribute) => attribute.Value!.Contains('\n', StringComparison.Ordinal);
        if (IsLong(set[index]))
        {
            return 0;
        }

        int first = index, last = index;
        while (first > 0 && !IsLong(set[first - 1]))
        {
            first--;
        }

        while (last + 1 < set.Length && !IsLong(set[last + 1]))
        {
            last++;
        }

        return set[first..(last + 1)].Max(attribute => attribute.Name.Length);
    }

    private string Address(string type, string name)
    {
        StringBuilder label = new();
        foreach (char c in name.ToLowerInvariant())
        {
            label.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        string stem = label.ToString().Trim('_');
        stem = stem.Length == 0 ? "this" : char.IsAsciiDigit(stem[0]) ? "_" + stem : stem;
        string address = $"{type}.{stem}";
        for (int i = 2; !_addresses.Add(address); i++)
        {
            address = $"{type}.{stem}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return address;
    }

    private static string SnakeCase(string member)
    {
        StringBuilder snake = new(member.Length + 4);
        foreach (char c in member)
        {
            snake.Append(char.IsAsciiLetterUpper(c) ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        // A logging category is a key, not a member.
        return snake.ToString().Contains('-', StringComparison.Ordinal) ? Text(member) : snake.ToString();
    }
}
