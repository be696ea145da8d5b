using System.Net;
using Waypost.Api.Hosting;

namespace Waypost.Api.Tests.Hosting;

public sealed class OperationsTests(ApiHost host)
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task ProbesAnswerWithoutAKey(string path) => Assert.Equal(HttpStatusCode.OK, (await host.Anonymous.GetJsonAsync(path)).StatusCode);

    [Fact]
    public async Task MetricsAreInPrometheusForm()
    {
        await host.Anonymous.GetJsonAsync("/healthz");
        var text = await (await host.Anonymous.GetJsonAsync("/metrics")).TextAsync();
        Assert.Contains("http_server_request_duration", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE process_cpu_seconds_total counter", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwaggerUiIsAtDocs()
    {
        var page = await host.Anonymous.GetJsonAsync("/docs/index.html");
        Assert.Contains("swagger-ui", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("/docs", (await host.Anonymous.GetJsonAsync("/")).Headers.Location?.OriginalString);
    }

    [Fact]
    public void TheBannerSaysWhereEverythingListensAndEndsReady()
    {
        foreach (var listener in Listener.Of(host.Settings))
        {
            Assert.Contains(listener.EndPoint.ToString(), host.Output, StringComparison.Ordinal);
        }

        Assert.EndsWith("Waypost is ready\n", host.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheAdminKeyIsKeptInAFileThatOnlyTheOwnerReads()
    {
        var path = AdminKey.PathIn(host.DataDirectory);
        var key = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Trim();
        Assert.Contains(key, host.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }
}
