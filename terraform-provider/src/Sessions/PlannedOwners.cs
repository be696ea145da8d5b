using System.Collections.Concurrent;

namespace Waypost.Terraform.Sessions;

/// <summary>The types planned at each owner: a CNAME tolerates no others beside it (RFC 1034 section 3.6.2, RFC 4034 section 3).</summary>
internal sealed class PlannedOwners
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> owners = new(StringComparer.Ordinal);

    /// <summary>Notes a type at an owner; gives the type that it cannot stand beside, or null.</summary>
    /// <param name="owner">Zone, view and owner in one form.</param>
    /// <param name="type">In upper case.</param>
    public string? Add(string owner, string type)
    {
        if (type is "RRSIG" or "NSEC" or "NSEC3")
        {
            return null;
        }

        var types = owners.GetOrAdd(owner, _ => new(StringComparer.Ordinal));
        types.TryAdd(type, 0);
        return types.Keys.FirstOrDefault(other => other != type && (type == "CNAME" || other == "CNAME"));
    }
}
