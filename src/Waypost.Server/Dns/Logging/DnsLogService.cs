using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Configuration;

namespace Waypost.Server.Dns.Logging;

/// <summary>Keeps the channels of the log, and whether queries are logged, as the configuration in force has them.</summary>
public sealed partial class DnsLogService(
    DnsConfigurationHolder configuration, BindLog log, DnsQueryLog queries, IOptions<DnsOptions> options, ILogger<DnsLogService> logger) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private DnsConfiguration? _published;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        configuration.Changed += Publish;
        Publish(configuration.Current);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        configuration.Changed -= Publish;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => configuration.Changed -= Publish;

    private void Publish(CompiledConfiguration current)
    {
        lock (_lock)
        {
            // Open files stay open, and what rndc querylog said stays said, while nothing about the log changes.
            if (_published is { } before && before.LoggingChannels.SequenceEqual(current.Source.LoggingChannels) && SameSettings(before.Settings, current.Source.Settings))
            {
                return;
            }
            _published = current.Source;
            try
            {
                log.Publish(ConfiguredChannels.Build(current.Source, options.Value.LogDirectory, Console.Error));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogFailed(options.Value.LogDirectory, exception.Message);
            }
            queries.IsOn = current.Source.Settings.QueryLog ?? log.Takes("queries");
        }
    }

    private static bool SameSettings(DnsSettings before, DnsSettings now) =>
        before.QueryLog == now.QueryLog
        && (before.Categories ?? new Dictionary<string, IReadOnlyList<string>>()).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(Text)
            .SequenceEqual((now.Categories ?? new Dictionary<string, IReadOnlyList<string>>()).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(Text), StringComparer.Ordinal);

    private static string Text(KeyValuePair<string, IReadOnlyList<string>> category) => $"{category.Key} {string.Join(' ', category.Value)}";

    [LoggerMessage(1082, LogLevel.Error, "The directory for logs, {Directory}, cannot be written: {Problem}")]
    private partial void LogFailed(string directory, string problem);
}
