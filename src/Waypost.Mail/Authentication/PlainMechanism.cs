using System.Text;

namespace Waypost.Mail.Authentication;

/// <summary>PLAIN (RFC 4616): <c>[authzid] NUL authcid NUL passwd</c>.</summary>
internal sealed class PlainMechanism : ISaslMechanism
{
    public string Name => "PLAIN";

    public bool IsOffered(SaslContext context) => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : ISaslExchange
    {
        public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken)
        {
            if (response is not { } octets)
            {
                return SaslStep.Continue(default);
            }

            if (Encoding.UTF8.GetString(octets.Span).Split('\0') is not [string identity, string userName, string password])
            {
                return SaslStep.Malformed;
            }

            // Nobody acts for somebody else here.
            return userName.Length == 0 || (identity.Length > 0 && !identity.Equals(userName, StringComparison.OrdinalIgnoreCase))
                ? SaslStep.Failed
                : SaslStep.Of(await context.Accounts.AuthenticateAsync(userName, password, cancellationToken));
        }
    }
}
