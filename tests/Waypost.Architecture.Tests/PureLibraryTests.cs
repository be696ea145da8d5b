using Waypost.Architecture.Tests.Sources;
using Waypost.Architecture.Tests.Types;

namespace Waypost.Architecture.Tests;

public sealed class PureLibraryTests
{
    // DbException stays allowed: it is how a start learns, whatever the engine, that the database said no.
    private static readonly string[] Sql =
    [
        "Dapper", "DbUp", "Microsoft.Data", "System.Data.SqlClient", "System.Data.IDbConnection", "System.Data.IDbCommand",
        "System.Data.Common.DbConnection", "System.Data.Common.DbCommand", "System.Data.Common.DbDataReader", "System.Data.Common.DbTransaction",
    ];

    // AddressFamily, in the same namespace, is only a number and stays allowed.
    private static readonly string[] Sockets =
    [
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient",
        "System.Net.Sockets.NetworkStream", "System.Net.Sockets.SocketAsyncEventArgs", "System.Net.Http", "System.Net.Dns",
    ];

    private static readonly string[] SqlPackages = ["Dapper", "dbup-core", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite"];

    [Theory]
    [InlineData("Waypost.Dns")]
    [InlineData("Waypost.Mail")]
    public void PureLibrariesKnowNoWebNoSqlNoSockets(string project) =>
        AssertNoDependency(project, ["Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "System.Data", .. Sql, .. Sockets]);

    [Theory]
    [InlineData("Waypost.Dns")]
    [InlineData("Waypost.Mail")]
    [InlineData("Waypost.Server")]
    [InlineData("Waypost.Client")]
    [InlineData("Waypost.Api")]
    [InlineData("Waypost.Cli")]
    public void OnlyStorageSpeaksSql(string project) => AssertNoDependency(project, Sql);

    [Fact]
    public void OnlyStorageReferencesSqlPackages()
    {
        IEnumerable<string> wrong =
            from project in ProjectFile.Shipped()
            where project.Name != "Waypost.Storage"
            from package in project.Packages
            where SqlPackages.Contains(package, StringComparer.OrdinalIgnoreCase)
            select $"{project.Path} references {package}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void TheRuleSeesSqlWhereItIsAllowed()
    {
        bool storageIsWritten = SourceTree.CSharpFiles("src/Waypost.Storage").Any();
        if (!storageIsWritten)
        {
            Assert.Skip("Waypost.Storage holds no source yet.");
        }

        NetArchTest.Rules.TestResult result = NetArchTest.Rules.Types.InAssembly(WaypostAssemblies.Load("Waypost.Storage")).ShouldNot().HaveDependencyOnAny(Sql).GetResult();
        Assert.False(result.IsSuccessful);
    }

    private static void AssertNoDependency(string project, string[] forbidden)
    {
        NetArchTest.Rules.TestResult result = NetArchTest.Rules.Types.InAssembly(WaypostAssemblies.Load(project)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.Empty(result.FailingTypeNames ?? []);
    }
}
