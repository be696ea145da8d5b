using System.Runtime.InteropServices;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Message contents: one copy of each, shared by the queue and all mailboxes, gone with the last that refers to it.</summary>
internal static class ContentRows
{
    private const string Insert = """INSERT INTO message_contents (size, content) {output id} VALUES (@size, @content) {returning id}""";

    private const string DeleteUnreferenced = """
        DELETE FROM message_contents
        WHERE id IN {list @ids}
            AND NOT EXISTS (SELECT 1 FROM queue_messages q WHERE q.content_id = message_contents.id)
            AND NOT EXISTS (SELECT 1 FROM mailbox_entries m WHERE m.content_id = message_contents.id)
        """;

    public static Task<long> InsertAsync(DatabaseSession session, ReadOnlyMemory<byte> content) =>
        session.ReadAsync<long>(Insert, new { size = (long)content.Length, content = Bytes(content) });

    public static async Task DeleteUnreferencedAsync(DatabaseSession session, IReadOnlyCollection<long> contentIds)
    {
        if (contentIds.Count > 0)
        {
            await session.ExecuteAsync(DeleteUnreferenced, new { ids = DatabaseSession.NumberList(contentIds) });
        }
    }

    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment is { Array: { } array, Offset: 0 } && segment.Count == array.Length
            ? array
            : memory.ToArray();
}
