using System.Collections.Immutable;

namespace Waypost.Mail.Tables;

/// <summary>The entries that led to where a walk through the tables stands.</summary>
/// <param name="Links">Table and key of each.</param>
/// <param name="Owner">The reverse-path of the innermost list that has an owner, or null.</param>
internal sealed record TablePath(ImmutableList<string> Links, string? Owner)
{
    private const int MaxDepth = 50;

    public static TablePath Start { get; } = new([], null);

    public bool IsTooLong => Links.Count > MaxDepth;

    public bool Contains(string link) => Links.Contains(link, StringComparer.OrdinalIgnoreCase);

    public bool EndsWith(string link) => Links.Count > 0 && Links[^1].Equals(link, StringComparison.OrdinalIgnoreCase);

    public TablePath Then(string link) => this with { Links = Links.Add(link) };
}
