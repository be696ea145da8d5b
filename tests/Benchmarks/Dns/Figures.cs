namespace Waypost.Benchmarks.Dns;

/// <summary>The figures of one server in one mode; the median of the rounds.</summary>
internal sealed record ModeFigures(string Mode, double QueriesPerSecond, double CpuMicroseconds, double P50Microseconds, double P99Microseconds, long Lost);

/// <summary>The figures of one server in one scenario.</summary>
internal sealed record ServerFigures(string Server, string Settings, double SecondsToReady, double MemoryMebibytes, double? SecondsToCreate, IReadOnlyList<ModeFigures> Modes);

/// <summary>One scenario, all servers.</summary>
internal sealed record ScenarioFigures(int Scenario, string Description, IReadOnlyList<ServerFigures> Servers);

/// <summary>What the JSON file holds.</summary>
internal sealed record BenchmarkFigures(DateTimeOffset At, string Machine, int Rounds, int Seconds, int Rate, IReadOnlyList<ScenarioFigures> Scenarios);
