using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

/// <summary>A BIND server's files in and out over the API. The server is the test's own: the settings of all and the zones of all go in and out.</summary>
public sealed class BindFilesTests : IAsyncLifetime
{
    private WaypostProcess? _process;

    private WaypostProcess Server => _process ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync() => _process = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task AConfigurationIsShownThenImportedThenExportedInAFormThatCheckConfAccepts()
    {
        string stem = WaypostServer.Unique("bind");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("waypost-bind-");
        try
        {
            string file = Path.Combine(directory.FullName, "named.conf");
            await WriteAsync(file, $$"""
                options { directory "{{directory.FullName}}"; version "none"; };
                key {{stem}}-key { algorithm hmac-sha256; secret "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"; };
                acl {{stem}}-inner { {{stem}}-base; 192.0.2.7; }; acl {{stem}}-base { 10/8; };
                zone {{stem}}.example { type primary; file "zone"; allow-transfer { {{stem}}-inner; key {{stem}}-key; }; };
                zone {{stem}}-f.example { type forward; forwarders { 192.0.2.53; }; };
                """);
            await WriteAsync(Path.Combine(directory.FullName, "zone"), "$TTL 60\n@ SOA ns h 5 1 1 1 1\n NS ns\nns A 192.0.2.1\n$INCLUDE more\n");
            await WriteAsync(Path.Combine(directory.FullName, "more"), "www A 192.0.2.80\n");

            ToolRun shown = await RunAsync("import", "bind", file, "--dry-run");
            Assert.True(shown.ExitCode == 0, shown.ToString());
            Assert.Contains("named.conf:1", shown.Output, StringComparison.Ordinal);
            Assert.Contains("options: version", shown.Output, StringComparison.Ordinal);
            Assert.Contains($"zone {stem}-f.example (forward)", shown.Output, StringComparison.Ordinal);
            Assert.NotEqual(0, (await RunAsync("zones", "get", $"{stem}.example")).ExitCode);

            ToolRun imported = await RunAsync("import", "bind", file);
            Assert.True(imported.ExitCode == 0, imported.ToString());
            Assert.Equal("192.0.2.80", (await Dig.AskAsync(Server.Ports, $"www.{stem}.example", "A")).Answer.Single().Split(' ', '\t')[^1]);

            string exported = Path.Combine(directory.FullName, "out");
            ToolRun written = await RunAsync("export", "bind", exported);
            Assert.True(written.ExitCode == 0, written.ToString());
            ToolRun checkedConfiguration = await RunAsync("check-conf", "-z", Path.Combine(exported, "named.conf"));
            Assert.True(checkedConfiguration.ExitCode == 0, checkedConfiguration.ToString());
            Assert.Contains($"zone {stem}.example/IN: loaded serial 5", checkedConfiguration.Output, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task NothingIsImportedOfAConfigurationWithErrors()
    {
        string file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file, "zone x { type primary; };");
            ToolRun refused = await RunAsync("import", "bind", file);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("zone 'x': missing 'file' entry", refused.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task WriteAsync(string file, string text) => File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

    private Task<ToolRun> RunAsync(params string[] arguments) => Tool.RunAsync(
        "dotnet",
        [ServerBinary.LocateCli(), .. arguments],
        new Dictionary<string, string?> { ["WAYPOST_ENDPOINT"] = $"http://127.0.0.1:{Server.Ports.Http}", ["WAYPOST_API_KEY"] = Server.AdminKey },
        TestContext.Current.CancellationToken);
}
