using Microsoft.Data.SqlClient;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

public class SqlServerConnectionTests
{
    [Fact]
    public async Task AServerThatIsNotThereIsAnErrorOfTheNetwork()
    {
        var dialect = new SqlServerDialect(new DatabaseOptions { ConnectionString = "Server=tcp:127.0.0.1,1;User Id=sa;Password=x;Connect Timeout=2;ConnectRetryCount=0;TrustServerCertificate=true" });
        await Assert.ThrowsAsync<SqlException>(() => dialect.OpenAsync(TestStore.Token));
    }

    [Fact]
    public void AMissingConnectionStringIsNamedWithItsSetting()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new SqlServerDialect(new DatabaseOptions { Provider = "SqlServer" }));
        Assert.Contains("ConnectionStrings:Waypost", error.Message, StringComparison.Ordinal);
    }
}
