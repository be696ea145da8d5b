using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>The key that <c>nsupdate -l</c> uses: made at the start, in a file that only this user can read, gone at the end.</summary>
public sealed class TrialSessionKey(BindLog log) : IDisposable
{
    private const string DefaultFile = "/run/named/session.key";
    private const string DefaultName = "local-ddns";

    private TsigKey? _key;
    private string? _file;

    /// <summary>The key, made at the first call; null when the configuration wants none or its file cannot be written.</summary>
    public TsigKey? Ensure(TrialConfiguration configuration)
    {
        if (_key is not null || configuration.IsNone("session-keyfile"))
        {
            return _key;
        }
        log.Info("general", "generating session key for dynamic DNS");
        var file = configuration.Resolve(configuration.Text("session-keyfile") ?? DefaultFile);
        if (!TsigKey.TryGenerate(configuration.Text("session-keyname") ?? DefaultName, configuration.Text("session-keyalg") ?? "hmac-sha256", out var key, out var error))
        {
            log.Error("general", $"could not generate the session key: {error}");
            return null;
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Delete(file);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var writer = new StreamWriter(file, options);
            writer.Write(key.ToConfiguration());
            (_key, _file) = (key, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error("general", $"could not create {file}: {exception.Message}");
        }
        return _key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file is not null && File.Exists(_file))
        {
            File.Delete(_file);
        }
    }
}
