namespace Waypost.Dns.Serving;

/// <summary>What one zone is known by: the same origin may be another zone in another view.</summary>
/// <param name="View">Name of the view.</param>
/// <param name="Origin">Absolute lower-case name with its final dot.</param>
public sealed record ZoneKey(string View, string Origin)
{
    /// <summary>The view of a server that has no views, and BIND's name for it.</summary>
    public const string DefaultView = "_default";

    /// <summary>The zone of this origin in the default view.</summary>
    public static ZoneKey Default(string origin) => new(DefaultView, origin);
}
