namespace Waypost.Api.Http;

/// <summary>A natural key in a path. Kestrel leaves <c>%2F</c> encoded so that it does not split segments; keys such as
/// <c>Connect:192.0.2.0/24</c> or the RFC 2317 zone <c>0/25.2.0.192.in-addr.arpa</c> have one.</summary>
public readonly record struct RouteKey(string Value)
{
    public static bool TryParse(string text, out RouteKey key)
    {
        key = new(Decode(text));
        return true;
    }

    public static string Decode(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Value;
}
