using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Storage.Configuration;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Between the body that makes a zone and the zone.</summary>
public static class ZoneCreations
{
    /// <summary>What is to be created, or what is wrong with it.</summary>
    public static (ZoneCreation? Creation, IReadOnlyList<FieldError> Errors) Of(ZoneKey key, ZoneCreate create, string filePath, CompiledConfiguration configuration, DateTimeOffset now)
    {
        var settings = create.Primaries is { } primaries
            ? ZoneSettingsDraft.Of(key, "secondary", (create.Settings ?? new()) with { Primaries = primaries }, configuration)
            : ZoneSettingsDraft.Of(key, create.Kind, create.Settings, configuration);
        if (settings.Errors.Count > 0)
        {
            return (null, settings.Errors);
        }

        var draft = create switch
        {
            _ when settings.Kind == ZoneKind.Secondary => new ZoneDraft([], []),
            { File: { } file } => ZoneDraft.FromFile(key.Origin, file, filePath),
            { Rrsets: { } rrsets } => ZoneDraft.FromRrsets(key.Origin, rrsets),
            _ => ZoneDraft.Default(key.Origin, create.PrimaryNameServer, create.Hostmaster, now),
        };
        return draft.Errors.Count > 0 ? (null, draft.Errors) : (new(key, draft.Rrsets) { Kind = settings.Kind, Settings = settings.Settings }, []);
    }

    /// <summary>The body that makes this zone as it is.</summary>
    public static async Task<ZoneCreate> OfAsync(ZoneRepository zones, ZoneRow row, CancellationToken cancellationToken)
    {
        var file = row.Kind == ZoneKind.Primary ? ZoneFileWriter.Write(row.Origin, await zones.ReadRrsetsAsync(row.Key, cancellationToken)) : null;
        return new(ZoneContracts.ToName(row.Origin), file, Kind: ZoneKinds.Write(row.Kind), View: row.Key.View, Settings: StatementContracts.To<Client.ZoneSettings?>(row.Settings));
    }
}
