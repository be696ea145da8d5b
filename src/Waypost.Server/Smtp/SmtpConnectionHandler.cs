using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Smtp;

/// <summary>Takes mail from other servers (RFC 5321).</summary>
public sealed class SmtpConnectionHandler : ConnectionHandler
{
    private readonly SmtpConnectionRunner _runner;

    public SmtpConnectionHandler(SmtpConnectionRunner runner) => _runner = runner;

    /// <inheritdoc />
    public override Task OnConnectedAsync(ConnectionContext connection) => _runner.RunAsync(connection, SmtpRole.Transfer);
}
