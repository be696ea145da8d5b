using Waypost.Storage.Database;

namespace Waypost.Storage.Idempotency;

/// <summary>An answer that is kept; <see cref="Status"/> is null while the first request is still being answered.</summary>
public sealed record KeptAnswer(string RequestHash, int? Status, string? Headers, byte[]? Body);

/// <summary>Answers to requests that may come again, for a day.</summary>
public sealed class IdempotencyRepository(WaypostDatabase database)
{
    private const string Find = """SELECT request_hash, status, headers, body FROM idempotency_keys WHERE key_hash = @keyHash""";
    private const string Insert = """INSERT INTO idempotency_keys (key_hash, request_hash, created_at) VALUES (@keyHash, @requestHash, @now)""";
    private const string Complete = """UPDATE idempotency_keys SET status = @status, headers = @headers, body = @body WHERE key_hash = @keyHash""";
    private const string Forget = """DELETE FROM idempotency_keys WHERE key_hash = @keyHash""";
    private const string Expire = """DELETE FROM idempotency_keys WHERE created_at < @before OR (status IS NULL AND created_at < @abandoned)""";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // A node that died while it answered leaves the key unanswered.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(10);

    /// <summary>Takes a key for a request: null when it is this request's now, otherwise what is kept under it.</summary>
    public Task<KeptAnswer?> TakeAsync(string keyHash, string requestHash, CancellationToken cancellationToken) =>
        database.WriteAsync<KeptAnswer?>(async session =>
        {
            await session.ExecuteAsync(Expire, new { before = session.Now - Kept, abandoned = session.Now - LongestAnswer });
            if (await session.FindAsync<Record>(Find, new { keyHash }) is { } record)
            {
                return new(record.RequestHash, record.Status, record.Headers, record.Body);
            }

            await session.ExecuteAsync(Insert, new { keyHash, requestHash, now = session.Now });
            return null;
        }, cancellationToken);

    /// <summary>Keeps the answer.</summary>
    public Task CompleteAsync(string keyHash, int status, string headers, byte[] body, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Complete, new { keyHash, status, headers, body }), cancellationToken);

    /// <summary>Gives the key back: the request failed, and may be sent again.</summary>
    public Task ForgetAsync(string keyHash, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Forget, new { keyHash }), cancellationToken);

    private sealed class Record
    {
        public required string RequestHash { get; init; }

        public int? Status { get; init; }

        public string? Headers { get; init; }

        public byte[]? Body { get; init; }
    }
}
