namespace Waypost.Dns.Configuration;

/// <summary>The kinds of statements that a configuration has.</summary>
public enum StatementSection
{
    /// <summary><c>acl</c>.</summary>
    Acl,

    /// <summary><c>view</c>.</summary>
    View,

    /// <summary><c>primaries</c>.</summary>
    RemoteServerList,

    /// <summary><c>server</c>.</summary>
    RemoteServer,

    /// <summary><c>channel</c>.</summary>
    LoggingChannel,

    /// <summary><c>options</c>; it has no name.</summary>
    Settings,

    /// <summary><c>zone</c>; its name is the origin.</summary>
    Zone,
}

/// <summary>One thing wrong with a configuration.</summary>
/// <param name="Section">In what kind of statement.</param>
/// <param name="Name">In which one of them.</param>
/// <param name="Path">Where in it: <c>$.elements[1]</c>, or <c>key</c> for its name.</param>
/// <param name="Message">What is wrong, in BIND's words where it has some.</param>
public sealed record ConfigurationError(StatementSection Section, string Name, string Path, string Message);
