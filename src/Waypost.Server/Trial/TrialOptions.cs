namespace Waypost.Server.Trial;

/// <summary>Where the log goes when the command line says so; otherwise the configuration decides.</summary>
public enum TrialLogMode
{
    /// <summary>As the logging statement says; syslog without one.</summary>
    Configured,

    /// <summary>Everything to standard error, and the logging statement is not looked at (-g).</summary>
    StandardError,
}

/// <summary>What the command line of <c>named</c> says.</summary>
public sealed record TrialOptions
{
    /// <summary>named.conf (-c).</summary>
    public string ConfigurationFile { get; init; } = "/etc/bind/named.conf";

    /// <summary>Where the log goes (-g).</summary>
    public TrialLogMode Log { get; init; }

    /// <summary>The file that takes the log in the place of syslog (-L).</summary>
    public string? LogFile { get; init; }

    /// <summary>The debug level (-d).</summary>
    public int DebugLevel { get; init; }

    /// <summary>The port in the place of 53 (-p).</summary>
    public int? Port { get; init; }

    /// <summary>Whether to use IPv4; false with -6.</summary>
    public bool UseIPv4 { get; init; } = true;

    /// <summary>Whether to use IPv6; false with -4.</summary>
    public bool UseIPv6 { get; init; } = true;

    /// <summary>Worker threads (-n); 0 is one a core.</summary>
    public int Cpus { get; init; }

    /// <summary>UDP listeners for each address (-U); 0 is as many as worker threads.</summary>
    public int UdpListeners { get; init; }

    /// <summary>The user to become (-u).</summary>
    public ProcessUser? User { get; init; }

    /// <summary>The file that at most one process locks (-X); null leaves it to the configuration, empty is none.</summary>
    public string? LockFile { get; init; }

    /// <summary>The command line, for the log.</summary>
    public string CommandLine { get; init; } = "named";
}
