using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary>A record of <c>tag=value</c> pairs (RFC 6376 section 3.2): a version, one tag that must be, and a map of others.</summary>
internal abstract class TagListFunction : ProviderFunction
{
    public override CtyType ReturnType => CtyType.Text;

    /// <summary>The tags that the map may have.</summary>
    protected abstract IReadOnlyList<string> KnownTags { get; }

    /// <summary>The quoted data, or an error at the map.</summary>
    protected FunctionResult Join(IEnumerable<(string Tag, string Value)> first, CtyValue others, IEnumerable<(string Tag, string Value)> last)
    {
        var tags = new List<(string Tag, string Value)>(first);
        foreach (var (tag, value) in (others.Members ?? new Dictionary<string, CtyValue>()).OrderBy(entry => Position(entry.Key)))
        {
            if (Position(tag) < 0)
            {
                return new FunctionResult(CtyValue.Null, $"\"{tag}\" is not a tag here; known are {string.Join(", ", KnownTags)}.", 1);
            }

            if (value.Text is not { } text || text.Contains(';', StringComparison.Ordinal))
            {
                return new FunctionResult(CtyValue.Null, $"The value of \"{tag}\" is missing or has a semicolon.", 1);
            }

            tags.Add((tag, text));
        }

        tags.AddRange(last);
        return new FunctionResult(CtyValue.Of(TextStrings.Quote(string.Join("; ", tags.Select(tag => $"{tag.Tag}={tag.Value}")))));
    }

    private int Position(string tag)
    {
        for (var i = 0; i < KnownTags.Count; i++)
        {
            if (KnownTags[i] == tag)
            {
                return i;
            }
        }

        return -1;
    }
}
