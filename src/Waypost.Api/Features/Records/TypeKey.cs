namespace Waypost.Api.Features.Records;

/// <summary>The type in a path, in upper case.</summary>
public sealed record TypeKey(string Name)
{
    public static bool TryParse(string text, out TypeKey key)
    {
        key = new(text.ToUpperInvariant());
        return true;
    }
}
