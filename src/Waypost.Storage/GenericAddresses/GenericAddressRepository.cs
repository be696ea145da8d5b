using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.GenericAddresses;

/// <summary>The generic addresses: what genericstable holds.</summary>
public sealed class GenericAddressRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailTextRepository<GenericAddressRow>(database, tables, "generic-addresses", Sql, new(all => all.GenericAddresses, (all, table) => all with { GenericAddresses = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, target AS content, etag FROM generic_addresses WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, target AS content, etag FROM generic_addresses WHERE name_key = @nameKey""",
        Insert: """INSERT INTO generic_addresses (name_key, name, target, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE generic_addresses SET target = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM generic_addresses WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override GenericAddressRow ToRow(string key, string content) => new(key, content);

    private protected override (string Key, string Text) Split(GenericAddressRow row) => (row.Address, row.Target);
}
