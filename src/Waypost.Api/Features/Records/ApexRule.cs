namespace Waypost.Api.Features.Records;

/// <summary>A zone has one SOA and at least one NS at its apex (RFC 1035 section 5.2), so these RRsets can be replaced but not deleted.</summary>
public static class ApexRule
{
    public static string? Check(string origin, string owner, string type) =>
        type is "SOA" or "NS" && owner.Equals(origin, StringComparison.OrdinalIgnoreCase)
            ? $"the {type} RRset at the apex cannot be deleted, only replaced"
            : null;
}
