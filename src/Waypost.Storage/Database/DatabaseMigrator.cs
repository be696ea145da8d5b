using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Waypost.Storage.Database;

/// <summary>Applies the numbered migrations of the engine, all in one transaction and under a lock, so that nodes that
/// start together do not both apply them.</summary>
public sealed partial class DatabaseMigrator(WaypostDatabase database, ILogger<DatabaseMigrator> logger)
{
    private const string ListApplied = """SELECT script_name FROM schema_migrations""";
    private const string InsertApplied = """INSERT INTO schema_migrations (script_name, applied_at) VALUES (@name, @now)""";

    /// <summary>Creates the schema or brings it up to date; returns when it is.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await database.Dialect.PrepareAsync(cancellationToken);
        var applied = await database.WriteAsync(ApplyAsync, cancellationToken);
        foreach (var name in applied)
        {
            LogApplied(name);
        }
    }

    /// <summary>The migrations of an engine in their order.</summary>
    internal static IEnumerable<(string Name, string Text)> Scripts(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Migrations/{folder}/";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[prefix.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>The batches of a script: a line with GO alone ends one.</summary>
    internal static IEnumerable<string> Batches(string text) => BatchEnd().Split(text).Where(batch => !string.IsNullOrWhiteSpace(batch));

    private static async Task<List<string>> ApplyAsync(DatabaseSession session)
    {
        if (session.Dialect.LockMigrations is { } takeLock)
        {
            await session.ExecuteAsync(takeLock);
        }

        await session.ExecuteAsync(session.Dialect.CreateMigrationTable);
        var done = (await session.QueryAsync<string>(ListApplied)).ToHashSet(StringComparer.Ordinal);
        var applied = new List<string>();
        foreach (var (name, text) in Scripts(session.Dialect.MigrationFolder).Where(script => !done.Contains(script.Name)))
        {
            foreach (var batch in Batches(text))
            {
                await session.ExecuteAsync(batch);
            }

            await session.ExecuteAsync(InsertApplied, new { name, now = session.Now });
            applied.Add(name);
        }

        return applied;
    }

    [GeneratedRegex(@"^GO\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BatchEnd();

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private partial void LogApplied(string name);
}
