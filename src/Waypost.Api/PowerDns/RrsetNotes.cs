using Waypost.Storage.PowerDns;

namespace Waypost.Api.PowerDns;

/// <summary>What edits leave of comments and of records that are not served.</summary>
internal static class RrsetNotes
{
    public static RrsetNote After(RrsetEdit edit, RrsetNote before)
    {
        var disabled = (edit.HasRecords, edit.Change) switch
        {
            (false, _) => before.Disabled,
            (_, ChangeType.Extend) => [.. before.Disabled.Union(edit.Disabled?.Rdata ?? [], StringComparer.Ordinal)],
            (_, ChangeType.Prune) => [.. before.Disabled.Except(edit.Disabled?.Rdata ?? [], StringComparer.Ordinal)],
            _ => edit.Disabled?.Rdata ?? [],
        };
        return before with { Ttl = edit.HasRecords ? edit.Ttl : before.Ttl, Disabled = disabled, Comments = edit.Comments ?? before.Comments };
    }
}
