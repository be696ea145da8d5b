using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Waypost.Storage.Tests.Database;

/// <summary>The schema of SQL Server 2019 without a server: resolves every table, column, alias and function of a
/// text the way the server does when it creates a procedure. It does not look at types.</summary>
internal sealed class SchemaModel : IDisposable
{
    // Of the master database, which the model does not hold.
    private const string SystemProcedure = """
        CREATE PROCEDURE dbo.sp_getapplock @Resource nvarchar(255), @LockMode varchar(32), @LockOwner varchar(32) = 'Transaction',
            @LockTimeout int = NULL, @DbPrincipal nvarchar(128) = N'public' AS RETURN 0;
        """;

    private readonly TSqlModel _model = new(SqlServerVersion.Sql150, new TSqlModelOptions { Collation = "Latin1_General_100_CI_AS" });
    private readonly SchemaTables _tables = new();
    private readonly List<string> _refused = [];
    private readonly Lazy<int> _tablesAdded;
    private int _procedures;

    public SchemaModel()
    {
        _model.AddObjects(SystemProcedure);
        _tablesAdded = new(AddTables);
    }

    public int Tables => _tables.Count;

    /// <summary>Takes over what a script creates and alters; what else it does is bound as a procedure.</summary>
    public void AddScript(string name, string script)
    {
        foreach (var statement in ((TSqlScript)TransactSqlParser.Parse(script, out _)).Batches.SelectMany(batch => batch.Statements))
        {
            if (!_tables.Take(statement))
            {
                AddText(name, script.Substring(statement.StartOffset, statement.FragmentLength));
            }
        }
    }

    /// <summary>Adds a text as the body of a procedure that has its parameters.</summary>
    public void AddText(string name, string sql)
    {
        var parameters = new Parameters();
        TransactSqlParser.Parse(sql, out _).Accept(parameters);
        var procedure = $"{name.Replace('\\', '/')} text {++_procedures}";
        var declared = string.Join(", ", parameters.Names.Select(parameter => parameter + " nvarchar(max)"));
        try
        {
            _model.AddObjects($"CREATE PROCEDURE dbo.[{procedure}] {declared} AS\n{sql}");
        }
        catch (DacModelException exception)
        {
            _refused.Add($"{procedure}: {exception.Message}");
        }
    }

    /// <summary>What does not bind; each problem names its text. No script can be added after it.</summary>
    public IReadOnlyList<string> Problems()
    {
        _ = _tablesAdded.Value;
        return [.. _refused, .. _model.Validate().Select(message => $"{message.Prefix}{message.Number}: {message.Message}")];
    }

    public void Dispose() => _model.Dispose();

    private int AddTables()
    {
        foreach (var script in _tables.Scripts())
        {
            _model.AddObjects(script);
        }
        return _tables.Count;
    }

    private sealed class Parameters : TSqlFragmentVisitor
    {
        private readonly HashSet<string> _declared = new(StringComparer.OrdinalIgnoreCase);

        public SortedSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(VariableReference node)
        {
            if (!_declared.Contains(node.Name))
            {
                Names.Add(node.Name);
            }
        }

        public override void Visit(DeclareVariableElement node) => _declared.Add(node.VariableName.Value);

        // The name of an argument is no variable of this text.
        public override void ExplicitVisit(ExecuteParameter node) => node.ParameterValue.Accept(this);
    }
}
