using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Waypost.Storage.Tests.Database;

/// <summary>The tables and indexes that migrations come to: the model takes CREATE TABLE alone, so what later ones alter is altered here.</summary>
internal sealed class SchemaTables
{
    private readonly Dictionary<string, CreateTableStatement> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CreateIndexStatement> _indexes = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _tables.Count;

    /// <summary>Whether the statement was one that creates, alters or drops a table or an index.</summary>
    public bool Take(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                _tables.Add(Name(create.SchemaObjectName), create);
                return true;
            case CreateIndexStatement index:
                _indexes.Add(Name(index.OnName) + "." + index.Name.Value, index);
                return true;
            case AlterTableAddTableElementStatement add:
                var table = _tables[Name(add.SchemaObjectName)].Definition;
                Append(table.ColumnDefinitions, add.Definition.ColumnDefinitions);
                Append(table.TableConstraints, add.Definition.TableConstraints);
                return true;
            case AlterTableAlterColumnStatement { AlterTableAlterColumnOption: AlterTableAlterColumnOption.Null or AlterTableAlterColumnOption.NotNull or AlterTableAlterColumnOption.NoOptionDefined }:
                return true;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                {
                    Drop(_tables[Name(drop.SchemaObjectName)].Definition, element);
                }
                return true;
            case DropIndexStatement drop:
                return drop.DropIndexClauses.OfType<DropIndexClause>().All(clause => _indexes.Remove(Name(clause.Object) + "." + clause.Index.Value));
            case IfStatement { ThenStatement: BeginEndBlockStatement block }:
                return block.StatementList.Statements.All(Take);
            case IfStatement conditional:
                return Take(conditional.ThenStatement);
            case DropTableStatement drop:
                return drop.Objects.All(dropped => _tables.Remove(Name(dropped)));
            default:
                return false;
        }
    }

    public IEnumerable<string> Scripts()
    {
        var generator = new Sql150ScriptGenerator();
        foreach (var statement in _tables.Values.Cast<TSqlStatement>().Concat(_indexes.Values))
        {
            generator.GenerateScript(statement, out var script);
            yield return script;
        }
    }

    private static void Drop(TableDefinition table, AlterTableDropTableElement element)
    {
        var name = element.Name.Value;
        var found = element.TableElementType == TableElementType.Column
            ? Remove(table.ColumnDefinitions, column => Is(column.ColumnIdentifier, name))
            : Remove(table.TableConstraints, constraint => Is(constraint.ConstraintIdentifier, name))
                || table.ColumnDefinitions.Any(column => Remove(column.Constraints, constraint => Is(constraint.ConstraintIdentifier, name))
                    || (column.DefaultConstraint is { } otherwise && Is(otherwise.ConstraintIdentifier, name) && (column.DefaultConstraint = null) is null));
        Assert.True(found, $"There is no {name} to drop.");
    }

    private static void Append<T>(IList<T> list, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            list.Add(item);
        }
    }

    private static bool Remove<T>(IList<T> list, Func<T, bool> which) => list.FirstOrDefault(which) is { } item && list.Remove(item);

    private static bool Is(Identifier? identifier, string name) => string.Equals(identifier?.Value, name, StringComparison.OrdinalIgnoreCase);

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
