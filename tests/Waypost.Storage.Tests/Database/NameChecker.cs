using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Waypost.Storage.Tests.Database;

/// <summary>Tables and columns that the migrations create.</summary>
internal sealed class SchemaReader : TSqlFragmentVisitor
{
    public Dictionary<string, HashSet<string>> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override void Visit(CreateTableStatement node) =>
        Tables[node.SchemaObjectName.BaseIdentifier.Value] = node.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Finds tables and columns that are not in the schema: a light form of binding. Columns are looked up in all
/// tables of their text, so it does not see a column of the wrong one among them.</summary>
internal sealed class NameChecker : TSqlFragmentVisitor
{
    private readonly HashSet<string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);
    private bool _hasJson;

    public static List<string> Check(TSqlFragment fragment, IReadOnlyDictionary<string, HashSet<string>> schema)
    {
        var names = new NameChecker();
        fragment.Accept(names);
        var tables = names._tables.Where(table => !names._aliases.Contains(table)).ToList();
        var known = tables.Where(schema.ContainsKey).SelectMany(table => schema[table]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names._hasJson)
        {
            known.Add("value");
        }

        return
        [
            .. tables.Where(table => !schema.ContainsKey(table)).Select(table => $"there is no table {table}"),
            .. tables.TrueForAll(schema.ContainsKey) ? names._columns.Where(column => !known.Contains(column)).Select(column => $"there is no column {column}") : [],
        ];
    }

    public override void Visit(NamedTableReference node)
    {
        _tables.Add(node.SchemaObject.BaseIdentifier.Value);
        if (node.Alias is { } alias)
        {
            _aliases.Add(alias.Value);
        }
    }

    public override void Visit(QueryDerivedTable node) => _aliases.Add(node.Alias.Value);

    public override void Visit(OpenJsonTableReference node) => _hasJson = true;

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier is { Identifiers: [.., var last] })
        {
            _columns.Add(last.Value);
        }
    }
}
