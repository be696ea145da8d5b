using Microsoft.Extensions.Options;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Imap;
using Waypost.Server.Pop3;
using Waypost.Server.Smtp;

namespace Waypost.Api.Features.MailPrograms;

/// <summary>The listeners that mail programs connect to, as they are set.</summary>
public sealed class ClientListeners(
    IOptions<MailProgramOptions> programs, IOptions<SmtpOptions> smtp, IOptions<ImapOptions> imap, IOptions<Pop3Options> pop3, IOptions<TlsOptions> tls)
{
    public MailProgramOptions MailPrograms => programs.Value;

    public SmtpOptions Smtp => smtp.Value;

    public ImapOptions Imap => imap.Value;

    public Pop3Options Pop3 => pop3.Value;

    public TlsOptions Tls => tls.Value;
}
