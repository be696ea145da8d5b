using System.Text.RegularExpressions;

namespace Waypost.Architecture.Tests.Sources;

/// <summary>Finds declarations of public types that no XML doc comment precedes.</summary>
internal static partial class UndocumentedTypes
{
    public static IEnumerable<string> Find(IReadOnlyList<string> lines)
    {
        for (int index = 0; index < lines.Count; index++)
        {
            Match declaration = PublicType().Match(lines[index]);
            if (declaration.Success && !IsDocumented(lines, index))
            {
                yield return declaration.Groups["name"].Value;
            }
        }
    }

    private static bool IsDocumented(IReadOnlyList<string> lines, int declaration)
    {
        for (int index = declaration - 1; index >= 0; index--)
        {
            string line = lines[index].Trim();
            if (line.StartsWith("///", StringComparison.Ordinal))
            {
                return true;
            }

            bool isAttribute = line.StartsWith('[') || line.EndsWith(']') || line.StartsWith('#');
            if (!isAttribute)
            {
                return false;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^\s*public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe|file)\s+)*(?:class|interface|enum|struct|record(?:\s+(?:class|struct))?|delegate\s+\S+)\s+(?<name>\w+)")]
    private static partial Regex PublicType();
}
