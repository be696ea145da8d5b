using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.Serving;

/// <summary>The effective settings of a zone, its lists compiled. Immutable.</summary>
public sealed class ZonePolicy
{
    private ZonePolicy(ZoneSettings settings) => Settings = settings;

    /// <summary>The defaults: anybody may ask, nobody may transfer or change.</summary>
    public static ZonePolicy Default { get; } = new(ZoneSettings.Empty);

    /// <summary>The settings, those of view and server taken in.</summary>
    public ZoneSettings Settings { get; }

    /// <summary>Who may ask.</summary>
    public AddressMatchList AllowQuery { get; private init; } = AddressMatchList.Any;

    /// <summary>Who may transfer the zone.</summary>
    public AddressMatchList AllowTransfer { get; private init; } = AddressMatchList.None;

    /// <summary>Who may change the zone by dynamic update, unless the settings have an update policy.</summary>
    public AddressMatchList AllowUpdate { get; private init; } = AddressMatchList.None;

    /// <summary>Whose updates are passed on to the primary.</summary>
    public AddressMatchList AllowUpdateForwarding { get; private init; } = AddressMatchList.None;

    /// <summary>Who, beside the primaries, may announce changes.</summary>
    public AddressMatchList AllowNotify { get; private init; } = AddressMatchList.None;

    /// <summary>Compiles effective settings; false names the member that cannot be used, and why.</summary>
    public static bool TryCompile(ZoneSettings settings, AclTable acls, [NotNullWhen(true)] out ZonePolicy? policy, [NotNullWhen(false)] out string? error)
    {
        string? wrong = null;
        AddressMatchList Compile(string member, IReadOnlyList<string>? elements, AddressMatchList otherwise)
        {
            if (elements is null)
            {
                return otherwise;
            }
            if (AddressMatchList.TryParse(elements, acls, out var list, out var problem))
            {
                return list;
            }
            wrong ??= $"{member}: {problem}";
            return otherwise;
        }

        policy = new ZonePolicy(settings)
        {
            AllowQuery = Compile("allowQuery", settings.AllowQuery, AddressMatchList.Any),
            AllowTransfer = Compile("allowTransfer", settings.AllowTransfer, AddressMatchList.None),
            AllowUpdate = Compile("allowUpdate", settings.AllowUpdate, AddressMatchList.None),
            AllowUpdateForwarding = Compile("allowUpdateForwarding", settings.AllowUpdateForwarding, AddressMatchList.None),
            AllowNotify = Compile("allowNotify", settings.AllowNotify, AddressMatchList.None),
        };
        error = wrong;
        policy = wrong is null ? policy : null;
        return wrong is null;
    }
}
