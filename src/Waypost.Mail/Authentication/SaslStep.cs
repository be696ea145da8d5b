using Waypost.Mail.Store;

namespace Waypost.Mail.Authentication;

/// <summary>How a step of an exchange ended.</summary>
public enum SaslStatus { Continue, Success, Failed, Malformed, Cancelled }

/// <summary>What a mechanism answers to a response (RFC 4422 section 3).</summary>
/// <param name="Status">How it goes on.</param>
/// <param name="Challenge">The next challenge, when it goes on.</param>
/// <param name="Login">The account, on success.</param>
public sealed record SaslStep(SaslStatus Status, ReadOnlyMemory<byte> Challenge = default, AccountLogin? Login = null)
{
    /// <summary>Another response is wanted.</summary>
    public static SaslStep Continue(ReadOnlyMemory<byte> challenge) => new(SaslStatus.Continue, challenge);

    /// <summary>Success for an account, failure for none.</summary>
    public static SaslStep Of(AccountLogin? login) => new(login is null ? SaslStatus.Failed : SaslStatus.Success, default, login);

    /// <summary>The credentials are wrong.</summary>
    public static SaslStep Failed { get; } = new(SaslStatus.Failed);

    /// <summary>The response is not of the mechanism's form.</summary>
    public static SaslStep Malformed { get; } = new(SaslStatus.Malformed);
}
