using System.Net;
using Waypost.Mail.Tables;
using Waypost.Server.Connections;

namespace Waypost.Server.Smtp;

/// <summary>Applies the limits of a client: the settings, and what ClientConn:, ClientRate: and GreetPause: entries say otherwise.</summary>
internal static class ClientAdmission
{
    /// <summary>Null when the connection may go on, and is counted; otherwise the reply.</summary>
    public static string? TryEnter(SmtpBackend backend, IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        SmtpOptions options = backend.Options;
        ClientLimits limits = ClientLimits.Evaluate(backend.Tables, null, address.ToString());
        bool own = IPAddress.IsLoopback(address);
        var allowance = new ConnectionAllowance(
            limits.Connections ?? (own ? 0 : options.MaxConnectionsPerClient),
            own ? 0 : options.MaxConnectionsPerNetwork,
            limits.Rate ?? 0);
        return backend.Connections.TryEnter(address, allowance) switch
        {
            Admission.TooManyBegun => ClientLimits.RateExceeded,
            Admission.TooManyOpen => ClientLimits.TooManyConnections,
            _ => null,
        };
    }

    public static TimeSpan GreetingDelay(SmtpBackend backend, string? name, IPAddress? address) =>
        ClientLimits.Evaluate(backend.Tables, name, address?.ToString()).Pause ?? backend.Options.GreetingDelay;
}
