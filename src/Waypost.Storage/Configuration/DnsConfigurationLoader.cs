using Microsoft.Extensions.Logging;
using Waypost.Dns.Configuration;
using Waypost.Storage.Database;

namespace Waypost.Storage.Configuration;

/// <summary>Puts the stored configuration in force on this node: at start, before the zones are loaded, and after another node's write.</summary>
public sealed partial class DnsConfigurationLoader(WaypostDatabase database, DnsConfigurationHolder holder, ILogger<DnsConfigurationLoader> logger)
{
    /// <summary>Reads it and puts it in force; what is wrong lets nobody in, and is in the log.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var plan = await database.ReadAndPublishAsync(
            session => PlannedConfiguration.ReadAsync(session, now => now),
            read => holder.Publish(read.Compiled, read.SettingsOf),
            cancellationToken);
        foreach (var error in plan.Errors)
        {
            LogError(error.Section, error.Name, error.Path, error.Message);
        }
    }

    [LoggerMessage(EventId = 4011, Level = LogLevel.Error, Message = "Configuration: {Section} {Name} {Path}: {Problem}")]
    private partial void LogError(StatementSection section, string name, string path, string problem);
}
