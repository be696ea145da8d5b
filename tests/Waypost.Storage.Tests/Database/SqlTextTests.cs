using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

public partial class SqlTextTests
{
    [Fact]
    public void EveryTransactSqlTextParsesAsOfSqlServer2019()
    {
        var texts = TransactSql().ToList();
        Assert.True(texts.Count > 80, $"Only {texts.Count} texts were found.");
        Assert.Empty(texts.SelectMany(text => TransactSqlParser.Errors(text.Sql).Select(error => $"{text.File}: {error} in {text.Sql}")));
    }

    [Fact]
    public void EveryTransactSqlTextBindsAgainstTheSchema()
    {
        using var schema = Schema();
        Assert.True(schema.Tables > 14);
        foreach (var (file, sql) in RepositoryTexts())
        {
            schema.AddText(file, sql);
        }

        Assert.True(schema.Problems() is [], string.Join(Environment.NewLine, schema.Problems()));
    }

    [Theory]
    [InlineData("SELECT origin, size FROM zones WHERE id = @id", "[dbo].[zones].[size]")]
    [InlineData("SELECT z.origin, r.serial FROM zones z JOIN rrsets r ON r.zone_id = z.id", "[dbo].[rrsets].[serial]")]
    [InlineData("SELECT id FROM zone WHERE id = @id", "[dbo].[zone]")]
    [InlineData("SELECT z.origin FROM zones WHERE id = @id", "[z]")]
    [InlineData("INSERT INTO zones (origin, owner) OUTPUT INSERTED.id VALUES (@origin, @owner)", "[dbo].[zones].[owner]")]
    [InlineData("UPDATE zones SET serial = @serial OUTPUT INSERTED.ttl WHERE id = @id", "[ttl]")]
    public void TheBindingFindsAWrongName(string sql, string name)
    {
        using var schema = Schema();
        schema.AddText("planted", sql);
        Assert.Contains(schema.Problems(), problem => problem.Contains("planted text", StringComparison.Ordinal) && problem.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void TheParserFindsAWrongText() => Assert.NotEmpty(TransactSqlParser.Errors("SELECT FROM WHERE"));

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

    private static SchemaModel Schema()
    {
        var schema = new SchemaModel();
        foreach (var (name, sql) in Migrations())
        {
            schema.AddScript(name, sql);
        }

        schema.AddScript("migrator", SqlSources.SqlServer.CreateMigrationTable);
        return schema;
    }

    [GeneratedRegex("\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|MERGE|CREATE|ALTER|DROP|EXEC|PRAGMA)\\s", RegexOptions.IgnoreCase)]
    private static partial Regex SqlInOrdinaryString();
}
