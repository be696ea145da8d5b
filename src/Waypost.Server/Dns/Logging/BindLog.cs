namespace Waypost.Server.Dns.Logging;

/// <summary>
/// BIND's log: messages with BIND's category and level, which go to the channels of the configuration's logging
/// statement, or to one channel for all (-g, -L).
/// </summary>
public sealed class BindLog(TimeProvider time) : IDisposable
{
    private const string DefaultCategory = "default";

    private readonly Lock _lock = new();
    private BindLogRoutes _routes = new(new Dictionary<string, IReadOnlyList<BindLogChannel>>());

    /// <summary>The debug level: debug messages up to it go to channels of the severity <c>dynamic</c>.</summary>
    public int DebugLevel { get; set; }

    /// <summary>Whether queries are logged.</summary>
    public bool QueryLogging { get; set; }

    /// <summary>Uses these channels from now on and closes those of before.</summary>
    public void Publish(BindLogRoutes routes)
    {
        lock (_lock)
        {
            var before = _routes;
            _routes = routes;
            before.CloseExcept(routes);
        }
    }

    /// <summary>Whether a category has channels, its own or those of <c>default</c>.</summary>
    public bool Takes(string category)
    {
        lock (_lock)
        {
            return (_routes.For(category) ?? _routes.For(DefaultCategory)) is { Count: > 0 };
        }
    }

    /// <summary>Writes one message.</summary>
    public void Write(string category, BindSeverity severity, string message, int debugLevel = 1)
    {
        lock (_lock)
        {
            var channels = _routes.For(category) ?? _routes.For(DefaultCategory) ?? [];
            foreach (var channel in channels)
            {
                channel.Write(time.GetLocalNow(), category, severity, severity == BindSeverity.Debug ? debugLevel : 0, DebugLevel, message);
            }
        }
    }

    public void Info(string category, string message) => Write(category, BindSeverity.Info, message);

    public void Notice(string category, string message) => Write(category, BindSeverity.Notice, message);

    public void Error(string category, string message) => Write(category, BindSeverity.Error, message);

    public void Warning(string category, string message) => Write(category, BindSeverity.Warning, message);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _routes.CloseExcept(null);
        }
    }
}

/// <summary>Which channels take the messages of which category.</summary>
public sealed class BindLogRoutes(IReadOnlyDictionary<string, IReadOnlyList<BindLogChannel>> routes)
{
    /// <summary>One channel for everything.</summary>
    public static BindLogRoutes ToOne(BindLogChannel channel) => new(new Dictionary<string, IReadOnlyList<BindLogChannel>> { ["default"] = [channel] });

    internal IReadOnlyList<BindLogChannel>? For(string category) => routes.GetValueOrDefault(category);

    internal void CloseExcept(BindLogRoutes? others)
    {
        var kept = others is null ? [] : others.All().ToHashSet();
        foreach (var channel in All().Where(channel => !kept.Contains(channel)).Distinct())
        {
            channel.Dispose();
        }
    }

    private IEnumerable<BindLogChannel> All() => routes.Values.SelectMany(list => list);
}
