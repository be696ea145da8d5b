namespace Waypost.Dns.Serving;

/// <summary>
/// Settings of a zone, and of a view or the server for the zones in it. Null means: as the view has it, then the server, then the
/// default. Texts have BIND's own form, as named.conf writes them between the braces.
/// </summary>
public sealed record ZoneSettings
{
    /// <summary>Nothing set.</summary>
    public static ZoneSettings Empty { get; } = new();

    /// <summary>Who may ask. Default: any.</summary>
    public IReadOnlyList<string>? AllowQuery { get; init; }

    /// <summary>Who may transfer the zone. Default: none.</summary>
    public IReadOnlyList<string>? AllowTransfer { get; init; }

    /// <summary>Who may change the zone by dynamic update (RFC 2136). Default: none.</summary>
    public IReadOnlyList<string>? AllowUpdate { get; init; }

    /// <summary>Whose updates a secondary passes on to its primary. Default: none.</summary>
    public IReadOnlyList<string>? AllowUpdateForwarding { get; init; }

    /// <summary>Who, beside the primaries, may announce changes to a secondary (RFC 1996). Default: none.</summary>
    public IReadOnlyList<string>? AllowNotify { get; init; }

    /// <summary>Rules of BIND's update-policy, in order: <c>grant key. subdomain x.example. A AAAA</c>. In place of AllowUpdate.</summary>
    public IReadOnlyList<string>? UpdatePolicy { get; init; }

    /// <summary>Where a secondary transfers from: <c>192.0.2.1 port 5353 key name tls name</c>, or the name of a list of these.</summary>
    public IReadOnlyList<string>? Primaries { get; init; }

    /// <summary>Whom to tell of changes beside the name servers of the zone, in the form of <see cref="Primaries"/>.</summary>
    public IReadOnlyList<string>? AlsoNotify { get; init; }

    /// <summary>Whom to tell of changes: <c>yes</c> (name servers and AlsoNotify), <c>explicit</c> (AlsoNotify), <c>primary-only</c>, <c>no</c>. Default: yes.</summary>
    public string? Notify { get; init; }

    /// <summary>Lower bound of the SOA's REFRESH, seconds. Default: 300.</summary>
    public int? MinRefresh { get; init; }

    /// <summary>Upper bound of the SOA's REFRESH, seconds. Default: 2419200.</summary>
    public int? MaxRefresh { get; init; }

    /// <summary>Lower bound of the SOA's RETRY, seconds. Default: 500.</summary>
    public int? MinRetry { get; init; }

    /// <summary>Upper bound of the SOA's RETRY, seconds. Default: 1209600.</summary>
    public int? MaxRetry { get; init; }

    /// <summary>What the zone has to do with catalog zones (RFC 9432). Its own only, never a view's.</summary>
    public CatalogSettings? Catalog { get; init; }

    /// <summary>Whether the PTR records of the zone's addresses are kept up in the reverse zones of the same view. Default: false.</summary>
    public bool? AutomaticPtr { get; init; }

    /// <summary>These settings, with those of <paramref name="outer"/> for what is not set.</summary>
    public ZoneSettings Within(ZoneSettings outer) => new()
    {
        AllowQuery = AllowQuery ?? outer.AllowQuery,
        AllowTransfer = AllowTransfer ?? outer.AllowTransfer,
        // A zone's own policy of one kind is not mixed with an outer one of the other.
        AllowUpdate = AllowUpdate ?? (UpdatePolicy is null ? outer.AllowUpdate : null),
        UpdatePolicy = UpdatePolicy ?? (AllowUpdate is null ? outer.UpdatePolicy : null),
        AllowUpdateForwarding = AllowUpdateForwarding ?? outer.AllowUpdateForwarding,
        AllowNotify = AllowNotify ?? outer.AllowNotify,
        Primaries = Primaries ?? outer.Primaries,
        AlsoNotify = AlsoNotify ?? outer.AlsoNotify,
        Notify = Notify ?? outer.Notify,
        MinRefresh = MinRefresh ?? outer.MinRefresh,
        MaxRefresh = MaxRefresh ?? outer.MaxRefresh,
        MinRetry = MinRetry ?? outer.MinRetry,
        MaxRetry = MaxRetry ?? outer.MaxRetry,
        Catalog = Catalog,
        AutomaticPtr = AutomaticPtr ?? outer.AutomaticPtr,
    };
}
