namespace Waypost.Mail.Authentication;

/// <summary>An exchange in the base64 lines that SMTP, IMAP and POP3 share (RFC 4954 section 4, RFC 9051 section 6.2.2, RFC 5034 section 4).</summary>
public sealed class SaslDialog(ISaslExchange exchange)
{
    private const int MaxLine = 12288; // RFC 4954 section 4
    private const int MaxSteps = 8;
    private int _steps;

    /// <summary>Takes what came with the command: null for nothing, <c>=</c> for an empty response.</summary>
    public ValueTask<SaslStep> BeginAsync(string? initialResponse, CancellationToken cancellationToken) =>
        initialResponse is null ? StepAsync(null, cancellationToken)
        : initialResponse == "=" ? StepAsync(ReadOnlyMemory<byte>.Empty, cancellationToken)
        : RespondAsync(initialResponse, cancellationToken);

    /// <summary>Takes a line that answers a challenge; <c>*</c> cancels.</summary>
    public ValueTask<SaslStep> RespondAsync(string line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line == "*")
        {
            return new(new SaslStep(SaslStatus.Cancelled));
        }

        var octets = new byte[line.Length];
        return line.Length <= MaxLine && Convert.TryFromBase64String(line, octets, out int count)
            ? StepAsync(octets.AsMemory(0, count), cancellationToken)
            : new(SaslStep.Malformed);
    }

    private ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken) =>
        ++_steps > MaxSteps ? new(SaslStep.Failed) : exchange.StepAsync(response, cancellationToken);
}
