using Waypost.Api.Features.Records;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Changesets;

/// <summary>Zones and their RRsets in changesets.</summary>
public sealed class ZoneChangeTarget(ZoneRepository zones, ViewTable views, ChangeBody bodies, DnsConfigurationHolder configuration, TimeProvider time) : IChangeTarget
{
    public string Collection => "zones";

    public ChangeDraft Read(ChangeRequest request)
    {
        if (request.Segments.Count == 0 || RrsetNormalizer.NormalizeZoneName(request.Segments[0]) is not { } origin)
        {
            return ChangeDraft.Refuse("path", "must have the name of a zone after /v1/zones/");
        }

        if (views.Find(request.View ?? ZoneKey.DefaultView) is not { } view)
        {
            return ChangeDraft.Refuse("path", $"there is no view \"{request.View}\"");
        }

        var key = new ZoneKey(view.Name, origin);
        return request.Segments switch
        {
            [_] => ReadZone(key, request),
            [_, "rrsets", { Length: > 0 } owner, { Length: > 0 } type] => ReadRrset(key, owner, type.ToUpperInvariant(), request),
            _ => ChangeDraft.Refuse("path", "must be /v1/zones/{zone} or /v1/zones/{zone}/rrsets/{owner}/{type}"),
        };
    }

    public ChangeDraft Undo(UndoRequest request) =>
        RrsetNormalizer.NormalizeZoneName(request.Segments[0]) is { } origin && views.Find(request.View ?? ZoneKey.DefaultView) is { } view
            ? ChangeDraft.Of(new ZoneUndoStep(zones, new(view.Name, origin), request, bodies, configuration, time))
            : ChangeDraft.Refuse("path", "is in a view that is no more");

    private ChangeDraft ReadRrset(ZoneKey key, string owner, string type, ChangeRequest request)
    {
        var conditions = request.Conditions;
        if (request.Verb == ChangeVerb.Patch)
        {
            return ChangeDraft.Refuse("op", "an RRset has no patch; put it");
        }

        if (request.Verb == ChangeVerb.Put)
        {
            var (body, wrong) = bodies.Read<RrsetPut>(request.Body);
            var errors = wrong.ToList();
            return body is not null && RrsetDraft.Normalize(key.Origin, owner, type, body.Ttl ?? ZoneContracts.DefaultTtl, body.Records, "$", "", errors) is { } rrset
                ? ChangeDraft.Of(new RrsetStep(zones, key, new(rrset.Owner, rrset.Type, rrset, conditions.IfMatch, conditions.IfNoneMatch)))
                : new(null, errors);
        }

        var absolute = ZoneContracts.ToAbsolute(key.Origin, owner);
        return RrsetNormalizer.NormalizeZoneName(absolute) is null ? ChangeDraft.Refuse("path", $"\"{owner}\" is not a domain name")
            : ApexRule.Check(key.Origin, absolute, type) is { } refusal ? ChangeDraft.Refuse("path", refusal)
            : request.Body is not null ? ChangeDraft.Refuse("body", "is not for delete")
            : ChangeDraft.Of(new RrsetStep(zones, key, new(absolute, type, null, conditions.IfMatch, conditions.IfNoneMatch)));
    }

    private ChangeDraft ReadZone(ZoneKey key, ChangeRequest request)
    {
        switch (request.Verb)
        {
            case ChangeVerb.Delete:
                return request.Body is null
                    ? ChangeDraft.Of(new ZoneDeleteStep(zones, key, request.Conditions.IfMatch, request.Conditions.IfNoneMatch, isAlone: false))
                    : ChangeDraft.Refuse("body", "is not for delete");
            case ChangeVerb.Patch:
                var (patch, wrong) = bodies.Read<ZonePatch>(request.Body);
                return patch is null ? new(null, wrong) : ChangeDraft.Of(new ZonePatchStep(zones, key, request.Body!.Value, request.Conditions, configuration));
            default:
                var (create, errors) = ReadCreate(key, request);
                return create is null ? new(null, errors) : ChangeDraft.Of(new ZonePutStep(zones, key, create, request.Conditions, configuration, time));
        }
    }

    // The path says which zone: the body need not.
    private (ZoneCreate? Create, IReadOnlyList<FieldError> Errors) ReadCreate(ZoneKey key, ChangeRequest request)
    {
        if (request.Body is not { } body)
        {
            return (new(ZoneContracts.ToName(key.Origin)), []);
        }

        var (create, errors) = bodies.Read<ZoneCreate>(ZoneBody.WithName(body, ZoneContracts.ToName(key.Origin)));
        if (create is null)
        {
            return (null, errors);
        }

        return RrsetNormalizer.NormalizeZoneName(create.Name) != key.Origin ? (null, [new("$.name", "is not the name in the path")])
            : create.View is not null && create.View != key.View ? (null, [new("$.view", "is not the view of the path: ?view=")])
            : create.Network is not null ? (null, [new("$.network", "is not for changesets: the path names the zone")])
            : (create, []);
    }
}
