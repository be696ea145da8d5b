namespace Waypost.Mail.Authentication;

/// <summary>Reads a user name and a token from a response.</summary>
internal delegate bool BearerReader(string response, out string? userName, out string token);

/// <summary>The exchange of the mechanisms with a bearer token: a wrong one is answered with a challenge that says why, which the client answers with a dummy.</summary>
internal sealed class BearerExchange(SaslContext context, BearerReader read, byte[] refusal) : ISaslExchange
{
    private bool _refused;

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken)
    {
        if (_refused)
        {
            return SaslStep.Failed;
        }

        if (response is not { } octets)
        {
            return SaslStep.Continue(default);
        }

        if (!read(System.Text.Encoding.UTF8.GetString(octets.Span), out string? userName, out string token))
        {
            return SaslStep.Malformed;
        }

        SaslStep step = SaslStep.Of(await context.Tokens!.CheckAsync(userName, token, cancellationToken));
        _refused = step.Status != SaslStatus.Success;
        return _refused ? SaslStep.Continue(refusal) : step;
    }
}
