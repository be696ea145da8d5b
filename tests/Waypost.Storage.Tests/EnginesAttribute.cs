using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Waypost.Storage.Tests;

/// <summary>Runs a theory once an engine. Without a server the SQL Server case is a visible skip.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnginesAttribute : DataAttribute
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<string>(Sqlite), new TheoryDataRow<string>(SqlServer)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
