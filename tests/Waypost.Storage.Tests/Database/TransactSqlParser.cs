using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Waypost.Storage.Tests.Database;

/// <summary>The grammar of SQL Server 2019.</summary>
internal static class TransactSqlParser
{
    public static TSqlFragment Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    public static IEnumerable<string> Errors(string sql)
    {
        Parse(sql, out var errors);
        return errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}");
    }
}
