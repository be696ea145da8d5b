using Microsoft.Extensions.Logging;

namespace Waypost.Server.Rndc;

/// <summary>Log lines in BIND's own words, since scripts look for them.</summary>
internal static partial class RndcLog
{
    [LoggerMessage(7001, LogLevel.Information, "{Text}")]
    public static partial void Line(ILogger logger, string text);

    [LoggerMessage(7002, LogLevel.Information, "received control channel command '{Command}'")]
    public static partial void Received(ILogger logger, string command);

    [LoggerMessage(7003, LogLevel.Error, "invalid command from {Peer}: {Reason}")]
    public static partial void Invalid(ILogger logger, string peer, string reason);

    [LoggerMessage(7004, LogLevel.Warning, "rejected command channel message from {Peer}")]
    public static partial void Rejected(ILogger logger, string peer);

    [LoggerMessage(7005, LogLevel.Warning, "unknown control channel command '{Command}'")]
    public static partial void Unknown(ILogger logger, string command);

    [LoggerMessage(7006, LogLevel.Information, "command channel listening on {EndPoint}")]
    public static partial void Listening(ILogger logger, string endPoint);

    [LoggerMessage(7007, LogLevel.Information, "stopping command channel on {EndPoint}")]
    public static partial void Stopping(ILogger logger, string endPoint);

    [LoggerMessage(7008, LogLevel.Error, "control channel command '{Command}' failed")]
    public static partial void Failed(ILogger logger, Exception exception, string command);

    [LoggerMessage(7009, LogLevel.Error, "couldn't add command channel {EndPoint}: {Reason}")]
    public static partial void CannotListen(ILogger logger, string endPoint, string reason);
}
