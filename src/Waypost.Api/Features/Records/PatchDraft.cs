using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Zones;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>The writes of a PATCH, and what is wrong with them.</summary>
public sealed record PatchDraft(IReadOnlyList<RrsetWrite> Writes, IReadOnlyList<FieldError> Errors)
{
    public static PatchDraft Of(string origin, IReadOnlyList<RrsetPatch> changes)
    {
        var writes = new List<RrsetWrite>(changes.Count);
        var errors = new List<FieldError>();
        var seen = new HashSet<(string Owner, string Type)>();
        for (var i = 0; i < changes.Count; i++)
        {
            var path = $"$.changes[{i}]";
            if (ToWrite(origin, changes[i], path, errors) is not { } write)
            {
                continue;
            }

            writes.Add(write);
            if (!seen.Add((write.Owner.ToLowerInvariant(), write.Type)))
            {
                errors.Add(new(path, $"there is another change of {write.Owner} {write.Type} before it"));
            }
        }

        return new(writes, errors);
    }

    /// <summary>The index of the write that a problem of the zone is about: of its RRset, else the last of its owner.</summary>
    public int? IndexOf(ZoneProblem problem)
    {
        int? index = null;
        for (var i = 0; i < Writes.Count; i++)
        {
            if (Writes[i].After is null || !Writes[i].Owner.Equals(problem.Owner, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            index = i;
            if (Writes[i].Type == problem.Type)
            {
                break;
            }
        }

        return index;
    }

    private static RrsetWrite? ToWrite(string origin, RrsetPatch change, string path, List<FieldError> errors)
    {
        if (change.Records is { } records)
        {
            return RrsetDraft.Normalize(origin, change.Owner, change.Type, change.Ttl ?? ZoneContracts.DefaultTtl, records, path, path, errors) is { } rrset
                ? new(rrset.Owner, rrset.Type, rrset, IfMatch(change), change.Exists == false)
                : null;
        }

        var owner = ZoneContracts.ToAbsolute(origin, change.Owner);
        if (RrsetNormalizer.NormalizeZoneName(owner) is null)
        {
            errors.Add(new($"{path}.owner", $"\"{change.Owner}\" is not a domain name"));
            return null;
        }

        var type = change.Type.ToUpperInvariant();
        if (ApexRule.Check(origin, owner, type) is { } refusal)
        {
            errors.Add(new($"{path}.records", refusal));
            return null;
        }

        return new(owner, type, null, IfMatch(change), change.Exists == false);
    }

    private static string? IfMatch(RrsetPatch change) => change.Exists == true ? "*" : null;
}
