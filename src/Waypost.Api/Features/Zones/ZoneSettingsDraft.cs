using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Configuration;
using ServedSettings = Waypost.Dns.Serving.ZoneSettings;
using ZoneSettings = Waypost.Client.ZoneSettings;

namespace Waypost.Api.Features.Zones;

/// <summary>Kind and settings that a zone is to have, and what is wrong with them.</summary>
public sealed record ZoneSettingsDraft(ZoneKind Kind, ServedSettings? Settings, IReadOnlyList<FieldError> Errors)
{
    public static ZoneSettingsDraft Of(ZoneKey zone, string? kind, ZoneSettings? settings, CompiledConfiguration configuration)
    {
        if (kind is not (null or "primary" or "secondary"))
        {
            return new(default, null, [new("$.kind", "must be primary or secondary")]);
        }

        var model = StatementContracts.To<ServedSettings?>(settings);
        var errors = new List<ConfigurationError>();
        configuration.PolicyOf(zone, ZoneKinds.Read(kind ?? "primary"), model, errors);
        return new(ZoneKinds.Read(kind ?? "primary"), model, [.. errors.Select(error => new FieldError(error.Path, error.Message))]);
    }
}
