using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Hosting;

/// <summary>The key of the first start: without it nobody could make another.</summary>
public static class AdminKey
{
    /// <summary>Creates the key when there is none at all, keeps it in <c>admin.key</c> (mode 0600), and returns it; null on later starts.</summary>
    public static async Task<string?> EnsureAsync(ApiKeyRepository keys, string dataDirectory, CancellationToken cancellationToken)
    {
        if (await keys.AnyAsync(cancellationToken))
        {
            return null;
        }

        var key = await keys.CreateAsync("admin", "system", cancellationToken);
        var path = PathIn(dataDirectory);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // The mode of creation counts only for a new file; an old one could be readable by others.
            File.Delete(path);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteLineAsync(key.AsMemory(), cancellationToken);
        return key;
    }

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "admin.key");
}
