using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Smtp;

/// <summary>Takes mail from a mail server that has this one deliver it (LMTP, RFC 2033).</summary>
public sealed class LmtpConnectionHandler : ConnectionHandler
{
    private readonly SmtpConnectionRunner _runner;

    public LmtpConnectionHandler(SmtpConnectionRunner runner) => _runner = runner;

    /// <inheritdoc />
    public override Task OnConnectedAsync(ConnectionContext connection) => _runner.RunAsync(connection, SmtpRole.Lmtp);
}
