namespace Waypost.Mail.Authentication;

/// <summary>SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): neither side sends the password, and each proves that it knows it.</summary>
internal sealed class ScramMechanism(bool withChannelBinding) : ISaslMechanism
{
    public string Name => withChannelBinding ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256";

    public bool IsOffered(SaslContext context) => !withChannelBinding || !context.ServerEndPoint.IsEmpty;

    public ISaslExchange Begin(SaslContext context) => new ScramExchange(context, withChannelBinding);
}
