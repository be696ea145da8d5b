using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Server.Dns.Logging;

/// <summary>A channel to the machine's syslog (RFC 3164, over /dev/log), where there is one.</summary>
public sealed class SyslogChannel(int facility) : BindLogChannel
{
    private const string SocketPath = "/dev/log";

    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private Socket? _socket;

    /// <summary>The number of a facility's name; that of daemon for another.</summary>
    public static int Facility(string name) => Array.IndexOf(Facilities, name.ToLowerInvariant()) is var index and >= 0 ? index : 3;

    protected override void WriteLine(BindSeverity severity, string line)
    {
        var level = severity switch { BindSeverity.Critical => 2, BindSeverity.Error => 3, BindSeverity.Warning => 4, BindSeverity.Notice => 5, BindSeverity.Info => 6, _ => 7 };
        var message = string.Create(CultureInfo.InvariantCulture, $"<{(facility * 8) + level}>named[{Environment.ProcessId}]: {line}");
        try
        {
            if (_socket is null && File.Exists(SocketPath))
            {
                _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
                _socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
            }
            _socket?.Send(Encoding.UTF8.GetBytes(message));
        }
        catch (SocketException)
        {
            // The daemon was started again: the next message connects anew.
            Dispose(true);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _socket?.Dispose();
        _socket = null;
        base.Dispose(disposing);
    }
}
