using System.Text;

namespace Waypost.Server.Tests.Imap;

/// <summary>Messages that tempt a server to change them.</summary>
internal static class Samples
{
    public const string Multipart = "From: Ann <ann@example.com>\r\nTo: bob@example.com\r\nSubject: parts\r\nDate: Mon, 7 Feb 1994 21:52:25 -0800\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\npreamble\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 au lait\r\n"
        + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\nFrom: c@example.com\r\n\r\ninner body\r\n--b--\r\nepilogue\r\n";

    public static IReadOnlyList<byte[]> Messages() =>
    [
        Bytes("Subject: dots\r\n\r\n.\r\n..\r\n.x\r\nend\r\n.\r\n"),
        Bytes(Multipart),
        Bytes("Subject: caf\u00c3\u00a9 \u00ff\r\nX-Odd:\t tab \r\n\r\n\u0080\u0081\u00fe\r\n\r\n\r\n"),
        Bytes("no header at all\r\n"),
        Bytes("Subject: long\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('z', 990) + "\r\n.\r\n", 300))),
    ];

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
