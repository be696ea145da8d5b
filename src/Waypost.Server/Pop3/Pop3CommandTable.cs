using Waypost.Server.Pop3.Commands;

namespace Waypost.Server.Pop3;

/// <summary>A command of POP3.</summary>
internal interface IPop3Command
{
    string Name { get; }

    /// <summary>When it is legal.</summary>
    Pop3States States { get; }

    /// <summary>What CAPA says of it (RFC 2449), or null for what every server has.</summary>
    string? Capability { get; }

    /// <summary>The same in this session: null where the command would be refused.</summary>
    string? CapabilityIn(Pop3Session session) => Capability;

    Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken);
}

/// <summary>Every command; CAPA comes out of it.</summary>
internal static class Pop3CommandTable
{
    private static readonly Dictionary<string, IPop3Command> Commands = new IPop3Command[]
    {
        new CapaCommand(), new UserCommand(), new PassCommand(), new AuthCommand(), new StlsCommand(), new StatCommand(), new ListCommand(), new UidlCommand(),
        new Utf8Command(), new ApopCommand(), new RetrCommand(), new TopCommand(), new DeleCommand(), new RsetCommand(), new NoopCommand(), new QuitCommand(),
    }.ToDictionary(command => command.Name, StringComparer.Ordinal);

    /// <summary>The capabilities, with those of the session itself: it reads ahead and its errors carry codes (RFC 2449, RFC 3206).</summary>
    public static IReadOnlyList<string> CapabilitiesIn(Pop3Session session) =>
        [.. Commands.Values.Select(command => command.CapabilityIn(session)).OfType<string>(), "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "EXPIRE NEVER", FormattableString.Invariant($"LOGIN-DELAY {(int)session.LoginDelay.TotalSeconds}"), "IMPLEMENTATION Waypost"];

    public static IPop3Command? Find(string name) => Commands.GetValueOrDefault(name);
}
