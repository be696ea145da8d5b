using System.Globalization;
using System.Text;

namespace Waypost.Benchmarks.Imap;

/// <summary>The same messages in every run: plain and multipart, in threads, some with an attachment.</summary>
internal static class Corpus
{
    private static readonly string[] Words =
        ("the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who "
        + "will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also "
        + "did many off before must well back through years much where your way down should because long each just state those people too mr how little good world make very year still see own work men day get here "
        + "mailbox message server delivery header envelope protocol session index search sequence thread subject attachment report invoice meeting quarter budget release candidate").Split(' ');

    public static byte[] Message(int number)
    {
        var random = new Random(number);
        var text = new StringBuilder();
        var thread = number / 5;
        text.Append(CultureInfo.InvariantCulture, $"Received: from mx{number % 7}.example.net by mail.example.com; Mon, {1 + (number % 27)} Jan 2024 10:{number % 60:00}:00 +0000\r\n");
        text.Append(CultureInfo.InvariantCulture, $"From: Sender {number % 97} <sender{number % 97}@example.net>\r\nTo: Ann <ann@example.com>, Team {number % 11} <team{number % 11}@example.com>\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Subject: {(number % 5 == 0 ? "" : "Re: ")}{Words[thread % Words.Length]} {Words[(thread / 7) % Words.Length]} {thread}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Date: Mon, {1 + (number % 27)} Jan 2024 {number % 24:00}:{number % 60:00}:00 +0000\r\nMessage-ID: <m{number}@example.net>\r\n");
        if (number % 5 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <m{number - 1}@example.net>\r\nReferences: <m{thread * 5}@example.net> <m{number - 1}@example.net>\r\n");
        }

        text.Append("MIME-Version: 1.0\r\nX-Mailer: Corpus\r\n");
        if (number % 3 == 0)
        {
            text.Append("Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
            AppendWords(text, random, 250);
            text.Append("\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>");
            AppendWords(text, random, 250);
            text.Append("</p></body></html>\r\n--b1\r\nContent-Type: application/octet-stream; name=\"data.bin\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"data.bin\"\r\n\r\n");
            var data = new byte[4500];
            random.NextBytes(data);
            text.Append(Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks).Replace("\n", "\r\n", StringComparison.Ordinal).Replace("\r\r", "\r", StringComparison.Ordinal)).Append("\r\n--b1--\r\n");
        }
        else
        {
            text.Append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            AppendWords(text, random, 500);
            text.Append(number % 1000 == 1 ? "\r\nzyzzyva\r\n" : "\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendWords(StringBuilder text, Random random, int count)
    {
        for (var word = 1; word <= count; word++)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(word % 12 == 0 ? "\r\n" : " ");
        }
    }
}
