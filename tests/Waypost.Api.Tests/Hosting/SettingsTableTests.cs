using System.Reflection;
using Waypost.Api.Hosting;

namespace Waypost.Api.Tests.Hosting;

public sealed class SettingsTableTests
{
    // These come from DataDirectory and ConnectionStrings:Waypost.
    private static readonly string[] SetElsewhere = ["Database:DataDirectory", "Database:ConnectionString"];

    [Fact]
    public async Task EverySettingIsInTheTable()
    {
        var table = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "settings.md"), TestContext.Current.CancellationToken);
        var keys = typeof(WaypostSettings).GetProperties()
            .Where(section => section.PropertyType.IsClass && section.PropertyType != typeof(string))
            .SelectMany(section => section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite).Select(p => $"{section.Name}:{p.Name}"))
            .Except(SetElsewhere);
        Assert.All(keys, key => Assert.Contains($"| `{key}", table, StringComparison.Ordinal));
    }
}
