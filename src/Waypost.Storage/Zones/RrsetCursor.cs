using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>Where a page of RRsets ended: owner and type. Canonical owners have no blank in them.</summary>
internal static class RrsetCursor
{
    public static string Write(ZoneRrset last) => last.Owner + " " + last.Type;

    /// <summary>The key after which to go on; null when the text is no cursor.</summary>
    public static RrsetKey? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return new RrsetKey("", "");
        }

        var blank = cursor.LastIndexOf(' ');
        return blank > 0 && OwnerKey.Of(cursor[..blank]) is { } ownerKey ? new RrsetKey(ownerKey, cursor[(blank + 1)..]) : null;
    }
}
