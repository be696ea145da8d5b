using Waypost.Mail.Store;

namespace Waypost.Mail.Authentication;

/// <summary>What the mechanisms of one connection work with.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Tokens">Checks bearer tokens; null where there is no issuer.</param>
/// <param name="ServerEndPoint">The channel binding <c>tls-server-end-point</c> (RFC 5929 section 4); empty without TLS.</param>
public sealed record SaslContext(IAccountDirectory Accounts, IBearerTokens? Tokens, ReadOnlyMemory<byte> ServerEndPoint);

/// <summary>Checks access tokens of an OAuth issuer.</summary>
public interface IBearerTokens
{
    /// <summary>The account that a token is for, or null. The user name is what the client says, if it says one, and must agree.</summary>
    Task<AccountLogin?> CheckAsync(string? userName, string token, CancellationToken cancellationToken);
}
