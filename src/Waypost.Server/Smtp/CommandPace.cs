namespace Waypost.Server.Smtp;

/// <summary>How fast, and to what use, one connection sends commands.</summary>
internal struct CommandPace
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private long _minuteBegan;
    private int _commands;
    private int _junk;

    /// <summary>Refused commands.</summary>
    public int Errors { get; set; }

    /// <summary>Counts a command; false when the minute has had enough.</summary>
    public bool TryCommand(SmtpOptions options, TimeProvider time)
    {
        if (_commands == 0 || time.GetElapsedTime(_minuteBegan) >= Minute)
        {
            _minuteBegan = time.GetTimestamp();
            _commands = 0;
        }

        return ++_commands <= options.MaxCommandsPerMinute;
    }

    /// <summary>Counts a command that brings no message nearer, and tells whether there were too many.</summary>
    public bool IsTooMuchJunk(string verb, SmtpOptions options) =>
        verb.ToUpperInvariant() is "NOOP" or "RSET" or "VRFY" or "EXPN" or "HELP" or "EHLO" or "HELO" && ++_junk > options.MaxJunkCommands;

    /// <summary>A message came to its end.</summary>
    public void MessageSent() => _junk = 0;
}
