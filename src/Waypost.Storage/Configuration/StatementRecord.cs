using Waypost.Storage.Tables;

namespace Waypost.Storage.Configuration;

/// <summary>A statement as its row has it.</summary>
internal sealed class StatementRecord : KeyedRecord
{
    public required string Content { get; init; }
}

/// <summary>One table has the statements of every kind, so that a new kind needs no migration.</summary>
internal static class StatementSql
{
    public static KeyedSql Statements { get; } = new(
        List: """SELECT {top @limit} name, content, etag FROM dns_configuration WHERE entry_key > @after AND entry_key < @end ORDER BY entry_key {limit @limit}""",
        Find: """SELECT name, content, etag FROM dns_configuration WHERE entry_key = @nameKey""",
        Insert: """INSERT INTO dns_configuration (entry_key, name, content, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE dns_configuration SET name = @name, content = @content, etag = @etag WHERE entry_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM dns_configuration WHERE entry_key = @nameKey AND etag = @oldEtag""");
}
