using System.Net;
using Waypost.Server.Tests.Imap;
using Waypost.Server.Tests.Pop3;
using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Connections;

/// <summary>A password is taken over TLS, or from this machine, and never in the clear from elsewhere (RFC 8314 section 3).</summary>
public sealed class PrivacyTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task ImapTakesNoPasswordInTheClear()
    {
        var world = await ImapWorld.EmptyAsync();
        await Transcript.RunAsync(world.Handler, """
            S: * OK [CAPABILITY *LOGINDISABLED*] *
            C: 1 LOGIN ann secret
            S: 1 NO [PRIVACYREQUIRED] *
            C: 2 AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=
            S: 2 NO [PRIVACYREQUIRED] *
            C: 3 STARTTLS
            S: 3 BAD *
            """, client: Elsewhere);
    }

    [Fact]
    public async Task Pop3TakesNoPasswordInTheClear()
    {
        var world = await Pop3World.CreateAsync();
        await Transcript.RunAsync(world.Handler, """
            S: +OK *
            C: USER ann
            S: +OK *
            C: PASS secret
            S: -ERR [SYS/PERM] *
            C: STLS
            S: -ERR *
            """, client: Elsewhere);
    }
}
