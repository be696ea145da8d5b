namespace Waypost.Mail.Authentication;

/// <summary>Every mechanism, the strongest first. SMTP, IMAP and POP3 offer what is here.</summary>
public static class SaslMechanismTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ISaslMechanism> All { get; } =
    [
        new ScramMechanism(withChannelBinding: true),
        new ScramMechanism(withChannelBinding: false),
        new OAuthBearerMechanism(),
        new XOAuth2Mechanism(),
        new PlainMechanism(),
        new LoginMechanism(),
    ];

    /// <summary>The names that can be offered on a connection.</summary>
    public static IEnumerable<string> NamesIn(SaslContext context) => All.Where(mechanism => mechanism.IsOffered(context)).Select(mechanism => mechanism.Name);

    /// <summary>Finds an offered mechanism by its name, in any case.</summary>
    public static ISaslMechanism? Find(SaslContext context, string name) =>
        All.FirstOrDefault(mechanism => mechanism.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && mechanism.IsOffered(context));
}
