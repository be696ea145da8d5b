namespace Waypost.Mail.Authentication;

/// <summary>OAUTHBEARER (RFC 7628).</summary>
internal sealed class OAuthBearerMechanism : ISaslMechanism
{
    private const char Separator = '\x01';
    private const string Scheme = "auth=Bearer ";

    public string Name => "OAUTHBEARER";

    public bool IsOffered(SaslContext context) => context.Tokens is not null;

    // Section 3.2.2.
    public ISaslExchange Begin(SaslContext context) => new BearerExchange(context, TryRead, """{"status":"invalid_token"}"""u8.ToArray());

    // gs2-header ^A *( key=value ^A ) ^A, section 3.1.
    private static bool TryRead(string response, out string? userName, out string token)
    {
        userName = null;
        token = "";
        string[] parts = response.Split(Separator);
        string[] gs2 = parts[0].Split(',');
        if (parts.Length < 4 || gs2.Length != 3 || gs2[0] is not ("n" or "y") || gs2[2].Length > 0)
        {
            return false;
        }

        if (gs2[1].Length > 0)
        {
            if (!gs2[1].StartsWith("a=", StringComparison.Ordinal))
            {
                return false;
            }

            userName = gs2[1][2..].Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        }

        token = Array.Find(parts, part => part.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))?[Scheme.Length..].Trim() ?? "";
        return token.Length > 0;
    }
}
