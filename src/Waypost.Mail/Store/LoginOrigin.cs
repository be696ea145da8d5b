using System.Net;

namespace Waypost.Mail.Store;

/// <summary>Where a login comes from.</summary>
/// <param name="Protocol">One of <see cref="LoginProtocols.All"/>.</param>
/// <param name="Client">The client's address; null where it is not known.</param>
public sealed record LoginOrigin(string Protocol, IPAddress? Client);

/// <summary>What an account, or one of its app passwords, can be let into.</summary>
public static class LoginProtocols
{
    /// <summary>Reading over IMAP.</summary>
    public const string Imap = "imap";

    /// <summary>Reading over POP3.</summary>
    public const string Pop3 = "pop3";

    /// <summary>Submission over SMTP.</summary>
    public const string Smtp = "smtp";

    /// <summary>Every protocol.</summary>
    public static IReadOnlyList<string> All { get; } = [Imap, Pop3, Smtp];
}
