namespace Waypost.Api.Hosting;

/// <summary>What a start prints: where everything listens, and the admin key the first time.</summary>
public static class Banner
{
    public static async Task PrintAsync(TextWriter output, WaypostSettings settings, string? adminKey)
    {
        foreach (var listener in Listener.Of(settings))
        {
            var text = listener.Protocol == "HTTP" ? $"http://{listener.EndPoint}  (Swagger UI at /docs)" : $"{listener.EndPoint} {listener.Transport}";
            await output.WriteLineAsync($"{listener.Protocol,-12}{text}");
        }

        await output.WriteLineAsync($"{"Data",-12}{(settings.Database.Provider == "Sqlite" ? settings.DataDirectory : settings.Database.Provider)}");
        if (adminKey is not null)
        {
            await output.WriteLineAsync($"{"Admin key",-12}{adminKey}  (shown once; kept in {AdminKey.PathIn(settings.DataDirectory)})");
        }

        await output.WriteLineAsync("Waypost is ready");
        await output.FlushAsync();
    }
}
