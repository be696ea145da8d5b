using Waypost.Mail.Smtp;
using Waypost.Mail.Tables;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Smtp;

/// <summary>What a TLS_Clt: entry asks of the client's connection, checked at MAIL as sendmail does.</summary>
internal static class ClientTls
{
    public static SmtpReply? Check(SmtpSession session)
    {
        TlsRequirement? requirement = TlsRequirement.ForClient(session.Backend.Tables, session.Client.Name, session.Client.Address?.ToString());
        return requirement?.Refusal(new TlsFacts(Bits(session.Client.Tls))) is { } refusal ? SmtpReply.FromText(refusal) : null;
    }

    private static int Bits(TlsSession? tls) =>
        tls is null ? 0 : tls.CipherSuite.Contains("256_GCM", StringComparison.Ordinal) || tls.CipherSuite.Contains("AES_256", StringComparison.Ordinal) || tls.CipherSuite.Contains("CHACHA20", StringComparison.Ordinal) ? 256 : 128;
}
