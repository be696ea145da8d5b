using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Searching;

/// <summary>Something that a search found: its kind is the path segment of the API.</summary>
public sealed record FoundRow(string Kind, string Key, string Detail);

/// <summary>Looks for a text in everything that is kept, without case.</summary>
public sealed class SearchRepository(WaypostDatabase database)
{
    private const string Domains = """
        SELECT {top @limit} name_key AS position, name, name AS detail FROM mail_domains WHERE name_key > @after AND name_key LIKE @pattern ESCAPE '\' ORDER BY name_key {limit @limit}
        """;

    private const string Accounts = """
        SELECT {top @limit} name_key AS position, name, name AS detail FROM accounts WHERE name_key > @after AND name_key LIKE @pattern ESCAPE '\' ORDER BY name_key {limit @limit}
        """;

    private const string Aliases = """
        SELECT {top @limit} name_key AS position, name, targets AS detail FROM aliases
        WHERE name_key > @after AND (name_key LIKE @pattern ESCAPE '\' OR {lower targets} LIKE @pattern ESCAPE '\') ORDER BY name_key {limit @limit}
        """;

    private const string VirtualUsers = """
        SELECT {top @limit} name_key AS position, name, target AS detail FROM virtual_users
        WHERE name_key > @after AND (name_key LIKE @pattern ESCAPE '\' OR {lower target} LIKE @pattern ESCAPE '\') ORDER BY name_key {limit @limit}
        """;

    private const string AccessEntries = """
        SELECT {top @limit} name_key AS position, name, entry_value AS detail FROM access_entries
        WHERE name_key > @after AND (name_key LIKE @pattern ESCAPE '\' OR {lower entry_value} LIKE @pattern ESCAPE '\') ORDER BY name_key {limit @limit}
        """;

    private const string TsigKeys = """
        SELECT {top @limit} name_key AS position, name, algorithm AS detail FROM tsig_keys WHERE name_key > @after AND name_key LIKE @pattern ESCAPE '\' ORDER BY name_key {limit @limit}
        """;

    private const string Configuration = """
        SELECT {top @limit} entry_key AS position, entry_key AS name, content AS detail FROM dns_configuration
        WHERE entry_key > @after AND (entry_key LIKE @pattern ESCAPE '\' OR {lower content} LIKE @pattern ESCAPE '\') ORDER BY entry_key {limit @limit}
        """;

    private const string Queue = """
        SELECT {top @limit} CAST(m.id AS nvarchar(20)) AS position, CAST(m.id AS nvarchar(20)) AS name, m.reverse_path AS detail FROM queue_messages m
        WHERE m.id > @afterId AND ({lower m.reverse_path} LIKE @pattern ESCAPE '\'
            OR EXISTS (SELECT 1 FROM queue_recipients r WHERE r.message_id = m.id AND ({lower r.address} LIKE @pattern ESCAPE '\' OR {lower r.remote_address} LIKE @pattern ESCAPE '\')))
        ORDER BY m.id {limit @limit}
        """;

    /// <summary>The kinds that are searched, in the order of their results; the configuration's have their own segments in their keys.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["mail-domains", "accounts", "aliases", "virtual-users", "access-entries", "tsig-keys", "configuration", "queue"];

    /// <summary>What there is of one kind after a position.</summary>
    public async Task<IReadOnlyList<FoundRow>> FindAsync(string kind, string text, string after, int limit, CancellationToken cancellationToken)
    {
        var parameters = new { pattern = Pattern.Containing(text), after, afterId = long.TryParse(after, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0, limit };
        var records = await database.ReadAsync(session => session.QueryAsync<Record>(StatementOf(kind), parameters), cancellationToken);
        return records.ConvertAll(record => new FoundRow(kind, record.Name, kind == "aliases" ? string.Join(", ", TextList.Read(record.Detail)) : record.Detail));
    }

    private static string StatementOf(string kind) => kind switch
    {
        "mail-domains" => Domains,
        "accounts" => Accounts,
        "aliases" => Aliases,
        "virtual-users" => VirtualUsers,
        "access-entries" => AccessEntries,
        "tsig-keys" => TsigKeys,
        "configuration" => Configuration,
        _ => Queue,
    };

    private sealed class Record
    {
        public required string Position { get; init; }

        public required string Name { get; init; }

        public required string Detail { get; init; }
    }
}
