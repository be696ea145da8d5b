namespace Waypost.Mail.Authentication;

/// <summary>XOAUTH2, what clients spoke before OAUTHBEARER: <c>user=name ^A auth=Bearer token ^A ^A</c>.</summary>
internal sealed class XOAuth2Mechanism : ISaslMechanism
{
    private const string Scheme = "auth=Bearer ";

    public string Name => "XOAUTH2";

    public bool IsOffered(SaslContext context) => context.Tokens is not null;

    public ISaslExchange Begin(SaslContext context) =>
        new BearerExchange(context, TryRead, """{"status":"401","schemes":"bearer","scope":"mail"}"""u8.ToArray());

    private static bool TryRead(string response, out string? userName, out string token)
    {
        userName = null;
        token = "";
        if (response.Split('\x01') is not [string user, string auth, "", ""]
            || !user.StartsWith("user=", StringComparison.Ordinal) || !auth.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        userName = user["user=".Length..];
        token = auth[Scheme.Length..].Trim();
        return userName.Length > 0 && token.Length > 0;
    }
}
