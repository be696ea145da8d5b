using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;

namespace Waypost.Storage.Configuration;

/// <summary>Reads the whole configuration, which is small, within a unit of work.</summary>
internal static class ConfigurationRows
{
    private const string ListAll = """SELECT entry_key, content FROM dns_configuration ORDER BY entry_key""";
    private const string ListZoneSettings = """SELECT origin, view_name, zone_kind, settings FROM zones WHERE settings IS NOT NULL""";

    public static async Task<DnsConfiguration> ReadAsync(DatabaseSession session)
    {
        var rows = (await session.QueryAsync<Row>(ListAll)).ToLookup(row => row.EntryKey[..row.EntryKey.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal);
        return new DnsConfiguration(
            Of(StatementKinds.Acls), Of(StatementKinds.Views), Of(StatementKinds.RemoteServerLists), Of(StatementKinds.RemoteServers),
            Of(StatementKinds.LoggingChannels), Of(StatementKinds.Settings) is [var settings, ..] ? settings : new());

        List<T> Of<T>(StatementKind<T> kind) => [.. rows[kind.Resource].Select(row => ConfigurationJson.Read<T>(row.Content))];
    }

    /// <summary>The zones that have settings of their own.</summary>
    public static async Task<Dictionary<ZoneKey, (ZoneKind Kind, ZoneSettings Settings)>> ReadZoneSettingsAsync(DatabaseSession session) =>
        (await session.QueryAsync<ZoneRow>(ListZoneSettings)).ToDictionary(
            row => new ZoneKey(row.ViewName, row.Origin),
            row => (ZoneKinds.Read(row.ZoneKind), ConfigurationJson.Read<ZoneSettings>(row.Settings)));

    private sealed class Row
    {
        public required string EntryKey { get; init; }

        public required string Content { get; init; }
    }

    private sealed class ZoneRow
    {
        public required string Origin { get; init; }

        public required string ViewName { get; init; }

        public required string ZoneKind { get; init; }

        public required string Settings { get; init; }
    }
}
