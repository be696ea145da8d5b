using Microsoft.Extensions.Logging;

namespace Waypost.Server.Rndc;

/// <summary>What a command works with.</summary>
public sealed class RndcContext(RndcArguments arguments, IRndcTarget target, ILogger logger)
{
    public RndcArguments Arguments { get; } = arguments;

    public IRndcTarget Target { get; } = target;

    public ILogger Logger { get; } = logger;

    /// <summary>What is to happen once the reply is on its way.</summary>
    public Action? AfterReply { get; set; }
}
