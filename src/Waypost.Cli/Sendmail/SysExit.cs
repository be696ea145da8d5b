namespace Waypost.Cli.Sendmail;

/// <summary>The exit codes of sendmail (sysexits.h), which callers look at.</summary>
internal static class SysExit
{
    public const int Ok = 0;
    public const int Usage = 64;
    public const int DataError = 65;
    public const int NoUser = 67;
    public const int NoHost = 68;
    public const int Unavailable = 69;
    public const int Software = 70;
    public const int CannotCreate = 73;
    public const int TemporaryFailure = 75;
    public const int NoPermission = 77;
    public const int Configuration = 78;

    /// <summary>The code for a refusal: <c>550 5.1.1 User unknown</c> is no user.</summary>
    public static int OfReply(int code, string text) =>
        code < 500 ? TemporaryFailure
        : text.StartsWith("5.1.1", StringComparison.Ordinal) || text.StartsWith("5.2.1", StringComparison.Ordinal) ? NoUser
        : text.StartsWith("5.1.2", StringComparison.Ordinal) ? NoHost
        : text.StartsWith("5.1.3", StringComparison.Ordinal) || code == 501 ? DataError
        : text.StartsWith("5.7.0", StringComparison.Ordinal) || code is 530 or 535 ? NoPermission
        : Unavailable;
}
