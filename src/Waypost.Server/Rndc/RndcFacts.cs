namespace Waypost.Server.Rndc;

/// <summary>What <c>rndc status</c> prints.</summary>
public sealed record RndcServerStatus
{
    public required string Version { get; init; }

    public required DateTimeOffset BootTime { get; init; }

    public required DateTimeOffset LastConfigured { get; init; }

    /// <summary>The file's path; empty when there is none.</summary>
    public required string ConfigurationFile { get; init; }

    public required int Zones { get; init; }

    public int AutomaticZones { get; init; }

    public int UdpListeners { get; init; } = Environment.ProcessorCount;

    public int TransfersRunning { get; init; }

    public int TransfersDeferred { get; init; }

    public int SoaQueries { get; init; }

    public int TcpClients { get; init; }

    public int TcpLimit { get; init; } = 150;

    public int TcpHighWater { get; init; }
}

/// <summary>One zone in one view, as the commands need it.</summary>
/// <param name="Name">Absolute, without the final dot.</param>
/// <param name="View">Its view.</param>
/// <param name="Type">BIND's word: <c>primary</c>, <c>secondary</c>.</param>
public sealed record RndcZone(string Name, string View, string Type)
{
    /// <summary>The class, as text.</summary>
    public string Class { get; init; } = "IN";

    /// <summary>Whether it takes dynamic updates.</summary>
    public bool IsDynamic { get; init; }

    public bool IsFrozen { get; init; }

    /// <summary>Whether <c>addzone</c> made it.</summary>
    public bool IsAdded { get; init; }

    /// <summary>The zone file and those that it includes.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Null while nothing is loaded.</summary>
    public uint? Serial { get; init; }

    public int Nodes { get; init; }

    public DateTimeOffset? LastLoaded { get; init; }

    public DateTimeOffset? NextRefresh { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public bool IsSecondary => Type is "secondary" or "mirror" or "stub";

    /// <summary>As the log names it with its view apart: <c>'example.com/IN' inside</c>.</summary>
    public string Quoted => View is "_default" or "_bind" ? $"'{Name}/{Class}'" : $"'{Name}/{Class}' {View}";
}

/// <summary>A TSIG key in one view.</summary>
public sealed record RndcTsigKey(string View, string Name, string Type = "static");
