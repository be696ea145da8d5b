using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Smtp;

/// <summary>Takes mail from users who have authenticated (RFC 6409).</summary>
public sealed class SubmissionConnectionHandler : ConnectionHandler
{
    private readonly SmtpConnectionRunner _runner;

    public SubmissionConnectionHandler(SmtpConnectionRunner runner) => _runner = runner;

    /// <inheritdoc />
    public override Task OnConnectedAsync(ConnectionContext connection) => _runner.RunAsync(connection, SmtpRole.Submission);
}
