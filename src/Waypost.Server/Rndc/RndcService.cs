using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Rndc;

/// <summary>Opens the control channel that the settings ask for.</summary>
public sealed partial class RndcService(IRndcTarget target, IOptions<RndcOptions> options, TimeProvider time, ILogger<RndcChannel> logger) : IHostedService, IAsyncDisposable
{
    private const string KeyName = "rndc-key";

    private RndcChannel? _channel;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.Port == 0)
        {
            return Task.CompletedTask;
        }
        Ensure(settings.KeyFile);
        var keys = RndcKeyFile.Read(settings.KeyFile, out var error) ?? throw new IOException($"The control channel has no key: {error}. See Rndc:KeyFile.");
        // The key is the permission; who has it may connect from wherever the address is reached.
        var channel = new RndcChannel(
            new RndcChannelSettings(new IPEndPoint(IPAddress.Parse(settings.Address), settings.Port), keys, static _ => true, settings.ReadOnly), target, time, logger);
        if (!channel.Start())
        {
            throw new IOException($"rndc port {settings.Port} on {settings.Address} cannot be listened on. Set Rndc:Port to a free port, or to 0.");
        }
        _channel = channel;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
        {
            await _channel.DisposeAsync();
        }
    }

    private void Ensure(string file)
    {
        if (File.Exists(file) || !TsigKey.TryGenerate(KeyName, "hmac-sha256", out var key, out _))
        {
            return;
        }
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(file, creation);
        writer.Write(key.ToConfiguration());
        LogMade(file);
    }

    [LoggerMessage(7020, LogLevel.Information, "Made a key for rndc: rndc -k {File}")]
    private partial void LogMade(string file);
}
