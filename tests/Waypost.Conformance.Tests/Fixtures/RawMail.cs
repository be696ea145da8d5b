using System.Text;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>Sends a message over a raw SMTP session, byte for byte.</summary>
public static class RawMail
{
    /// <summary>A message with everything that a careless server would change.</summary>
    public static byte[] Awkward(string subject) => Encoding.Latin1.GetBytes(string.Join("\r\n",
    [
        "From: Bob <bob@example.org>",
        "To: undisclosed-recipients:;",
        $"Subject: {subject}",
        "Date: Tue, 24 Nov 2026 06:00:00 +0000",
        "Message-ID: <" + subject + "@example.org>",
        "X-Folded: first",
        "\tsecond with a tab  ",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Transfer-Encoding: 8bit",
        "",
        ".",
        "..",
        ".leading dot",
        "trailing spaces   ",
        "Caf\u00e9 \u00a3 \u00ff",
        "From the start of a line",
        new string('x', 990),
        "",
        "",
        "the end",
        "",
    ]));

    /// <summary>From the greeting to the reply after the final dot; the session stays open.</summary>
    public static async Task<LineSession> SendAsync(int port, string reversePath, string recipient, byte[] message)
    {
        LineSession session = await LineSession.ConnectAsync(port);
        await session.SmtpReplyAsync("220");
        await session.SendLineAsync("EHLO client.example.net");
        IReadOnlyList<string> extensions = await session.SmtpReplyAsync("250");
        string body = extensions.Any(line => line[4..] == "8BITMIME") ? " BODY=8BITMIME" : "";
        await session.CommandAsync($"MAIL FROM:<{reversePath}>{body}", "250");
        await session.CommandAsync($"RCPT TO:<{recipient}>", "250");
        await session.CommandAsync("DATA", "354");
        await session.SendAsync(Stuffed(message));
        await session.CommandAsync(".", "250");
        return session;
    }

    private static byte[] Stuffed(byte[] message)
    {
        string text = Encoding.Latin1.GetString(message).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.StartsWith('.') ? "." + text : text);
    }
}
