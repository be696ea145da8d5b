using System.Text;

namespace Waypost.Mail.Authentication;

/// <summary>LOGIN (draft-murchison-sasl-login): user name and password, each asked for; old clients know nothing else.</summary>
internal sealed class LoginMechanism : ISaslMechanism
{
    public string Name => "LOGIN";

    public bool IsOffered(SaslContext context) => true;

    public ISaslExchange Begin(SaslContext context) => new Exchange(context);

    private sealed class Exchange(SaslContext context) : ISaslExchange
    {
        private string? _userName;

        public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken)
        {
            if (response is not { } octets)
            {
                return SaslStep.Continue("Username:"u8.ToArray());
            }

            string text = Encoding.UTF8.GetString(octets.Span);
            if (_userName is null)
            {
                _userName = text;
                return SaslStep.Continue("Password:"u8.ToArray());
            }

            return SaslStep.Of(await context.Accounts.AuthenticateAsync(_userName, text, cancellationToken));
        }
    }
}
