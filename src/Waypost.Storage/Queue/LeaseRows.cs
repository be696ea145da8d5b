using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>Leases of queued recipients.</summary>
internal static class LeaseRows
{
    // Priorities are few: each is leased from by a range of the index, and the next one is found by another.
    private const string FirstClass = """SELECT MIN(order_class) FROM queue_recipients WHERE recipient_state = 0""";
    private const string NextClass = """SELECT MIN(order_class) FROM queue_recipients WHERE recipient_state = 0 AND order_class > @orderClass""";

    private const string ReadLeased = """
        SELECT r.id, r.message_id, r.address, r.account, r.remote_address, r.attempts, r.notify, r.original_recipient, r.reverse_path AS own_reverse_path,
            r.detail, r.file_path, r.command_line, r.fate, r.delay_warned, r.hold_until, r.order_class,
            m.reverse_path, m.size, m.accepted_at, m.trace_id, m.envelope_id, m.dsn_return, m.body_kind, m.is_utf8, m.require_tls
        FROM queue_recipients r JOIN queue_messages m ON m.id = r.message_id
        WHERE r.id IN {list @ids} ORDER BY r.order_class, r.next_attempt_at, r.id
        """;

    private const string Extend = """UPDATE queue_recipients SET lease_until = @until WHERE id IN {list @ids} AND lease_until IS NOT NULL""";

    public static async Task<IReadOnlyList<LeasedRecipient>> LeaseAsync(DatabaseSession session, int max, TimeSpan lease)
    {
        var ids = new List<long>();
        var orderClass = await session.ReadAsync<long?>(FirstClass);
        while (orderClass is not null && ids.Count < max)
        {
            ids.AddRange(await session.QueryAsync<long>(session.Dialect.LeaseDueRecipients, new { max = max - ids.Count, orderClass, now = session.Now, until = session.Now + lease }));
            orderClass = ids.Count < max ? await session.ReadAsync<long?>(NextClass, new { orderClass }) : null;
        }

        if (ids.Count == 0)
        {
            return [];
        }

        var messages = new Dictionary<long, LeasedMessage>();
        return (await session.QueryAsync<Record>(ReadLeased, new { ids = DatabaseSession.NumberList(ids) })).ConvertAll(record =>
        {
            if (!messages.TryGetValue(record.MessageId, out var message))
            {
                messages.Add(record.MessageId, message = record.ToMessage());
            }

            return record.ToRecipient(message);
        });
    }

    public static Task<int> ExtendAsync(DatabaseSession session, IReadOnlyCollection<long> ids, TimeSpan lease) =>
        session.ExecuteAsync(Extend, new { ids = DatabaseSession.NumberList(ids), until = session.Now + lease });

    private sealed class Record
    {
        public long Id { get; init; }

        public long MessageId { get; init; }

        public required string Address { get; init; }

        public string? Account { get; init; }

        public string? RemoteAddress { get; init; }

        public int Attempts { get; init; }

        public int? Notify { get; init; }

        public string? OriginalRecipient { get; init; }

        public string? OwnReversePath { get; init; }

        public string? Detail { get; init; }

        public string? FilePath { get; init; }

        public string? CommandLine { get; init; }

        public int Fate { get; init; }

        public bool DelayWarned { get; init; }

        public DateTimeOffset? HoldUntil { get; init; }

        public int OrderClass { get; init; }

        public required string ReversePath { get; init; }

        public long Size { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }

        public string? TraceId { get; init; }

        public string? EnvelopeId { get; init; }

        public int? DsnReturn { get; init; }

        public int BodyKind { get; init; }

        public bool IsUtf8 { get; init; }

        public bool RequireTls { get; init; }

        public LeasedMessage ToMessage() => new(MessageId, ReversePath, Size, AcceptedAt)
        {
            TraceId = TraceId,
            EnvelopeId = EnvelopeId,
            Return = (DsnReturn?)DsnReturn,
            Body = (BodyKind)BodyKind,
            IsUtf8 = IsUtf8,
            RequireTls = RequireTls,
            Priority = -OrderClass,
        };

        public LeasedRecipient ToRecipient(LeasedMessage message) => new(Id, message, new QueueRecipient(Address, Account, RemoteAddress)
        {
            Notify = (DsnNotify?)Notify,
            OriginalRecipient = OriginalRecipient,
            ReversePath = OwnReversePath,
            Detail = Detail,
            File = FilePath,
            Command = CommandLine,
        }, Attempts)
        {
            Fate = (QueueFate)Fate,
            IsDelayWarned = DelayWarned,
            HoldUntil = HoldUntil,
        };
    }
}
