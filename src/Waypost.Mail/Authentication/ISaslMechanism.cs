namespace Waypost.Mail.Authentication;

/// <summary>A mechanism of SASL (RFC 4422), the server's side.</summary>
public interface ISaslMechanism
{
    /// <summary>The registered name.</summary>
    string Name { get; }

    /// <summary>Whether the connection's context has what it needs.</summary>
    bool IsOffered(SaslContext context);

    /// <summary>Begins an exchange.</summary>
    ISaslExchange Begin(SaslContext context);
}

/// <summary>One exchange of challenges and responses.</summary>
public interface ISaslExchange
{
    /// <summary>Takes a response; null when the client sent no initial one.</summary>
    ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken);
}
