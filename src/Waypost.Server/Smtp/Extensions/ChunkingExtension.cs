namespace Waypost.Server.Smtp.Extensions;

/// <summary>CHUNKING (RFC 3030 section 2): the verb BDAT.</summary>
internal sealed class ChunkingExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "CHUNKING";
}
