using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

public partial class SqlTextTests
{
    [Fact]
    public void EveryTransactSqlTextParsesAsOfSqlServer2019()
    {
        var texts = TransactSql().ToList();
        Assert.True(texts.Count > 80, $"Only {texts.Count} texts were found.");
        Assert.Empty(texts.SelectMany(text => Errors(text.Sql).Select(error => $"{text.File}: {error} in {text.Sql}")));
    }

    [Fact]
    public void EveryTransactSqlTextNamesColumnsOfItsTables()
    {
        var schema = new SchemaReader();
        foreach (var text in Migrations())
        {
            Parse(text.Sql, out _).Accept(schema);
        }

        Parse(SqlSources.SqlServer.CreateMigrationTable, out _).Accept(schema);
        Assert.True(schema.Tables.Count > 14);
        Assert.Empty(RepositoryTexts().SelectMany(text => NameChecker.Check(Parse(text.Sql, out _), schema.Tables).Select(problem => $"{text.File}: {problem} in {text.Sql}")));
    }

    [Fact]
    public void TheNameCheckFindsAWrongColumnAndAWrongTable()
    {
        var tables = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase) { ["t"] = ["a"] };
        Assert.Single(NameChecker.Check(Parse("SELECT a, b FROM t", out _), tables));
        Assert.Single(NameChecker.Check(Parse("SELECT a FROM u", out _), tables), problem => problem.Contains('u', StringComparison.Ordinal));
        Assert.NotEmpty(Errors("SELECT FROM WHERE"));
    }

    [Fact]
    public async Task EverySqliteTextBindsAgainstTheSchema()
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite);
        await using var connection = await store.Get<WaypostDatabase>().Dialect.OpenAsync(TestStore.Token);
        var failures = new List<string>();
        foreach (var (file, sql) in SqlSources.Rendered(store.Get<WaypostDatabase>().Dialect, "SqlServerDialect.cs"))
        {
            await using var command = ((SqliteConnection)connection).CreateCommand();
#pragma warning disable CA2100 // The texts are those of the repositories.
            command.CommandText = sql;
#pragma warning restore CA2100
            try
            {
                await command.PrepareAsync(TestStore.Token);
            }
            catch (SqliteException exception)
            {
                failures.Add($"{file}: {exception.Message} in {sql}");
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public void NoSqlHidesOutsideTheRawStrings() =>
        Assert.Empty(SqlSources.Files()
            .SelectMany(file => SqlInOrdinaryString().Matches(SqlSources.WithoutRawStrings(file.Text)).Select(match => file.File + ": " + match.Value)));

    [Fact]
    public void NoRawStringIsPutTogetherAtRunTime() =>
        Assert.DoesNotContain(SqlSources.Files(), file => file.Text.Contains("$\"\"\"", StringComparison.Ordinal));

    private static IEnumerable<(string File, string Sql)> TransactSql() => RepositoryTexts().Concat(Migrations());

    private static IEnumerable<(string File, string Sql)> RepositoryTexts() =>
        SqlSources.Rendered(SqlSources.SqlServer, "SqliteDialect.cs").Where(text => text.Sql != SqlSources.SqlServer.CreateMigrationTable);

    private static IEnumerable<(string File, string Sql)> Migrations() =>
        DatabaseMigrator.Scripts("SqlServer").SelectMany(script => DatabaseMigrator.Batches(script.Text).Select(batch => (script.Name, batch)));

    private static TSqlFragment Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    private static IEnumerable<string> Errors(string sql)
    {
        Parse(sql, out var errors);
        return errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}");
    }

    [GeneratedRegex("\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|MERGE|CREATE|ALTER|DROP|EXEC|PRAGMA)\\s", RegexOptions.IgnoreCase)]
    private static partial Regex SqlInOrdinaryString();
}
