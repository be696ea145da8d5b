using System.Globalization;
using System.Text;

namespace Waypost.Cli.Sendmail;

/// <summary>A message as a program writes it to sendmail: header and body, line ends made CRLF, octets kept (text here is Latin-1).</summary>
internal sealed class MessageInput
{
    private const int MaxSize = 256 * 1024 * 1024;
    private static readonly string[] RecipientFields = ["To", "Cc", "Bcc"];
    private static readonly string[] Dropped = ["Bcc", "Resent-Bcc", "Return-Path"];
    private readonly List<(string Name, string Field)> _header = [];
    private string _body = "";

    /// <summary>Reads a message to its end, or to a line with one dot.</summary>
    public static MessageInput Read(Stream input, bool ignoreDots)
    {
        MessageInput message = new();
        List<string> lines = Lines(input, ignoreDots);
        int at = 0;
        if (lines.Count > 0 && lines[0].StartsWith("From ", StringComparison.Ordinal))
        {
            at = 1; // The separator of a mailbox file.
        }

        for (; at < lines.Count; at++)
        {
            string line = lines[at];
            if (line.Length > 0 && line[0] is ' ' or '\t' && message._header.Count > 0)
            {
                message._header[^1] = (message._header[^1].Name, message._header[^1].Field + "\r\n" + line);
            }
            else if (FieldName(line) is { } name)
            {
                message._header.Add((name, line));
            }
            else
            {
                // An empty line ends the header and is no part of the body; anything else is its first line.
                at += line.Length == 0 ? 1 : 0;
                break;
            }
        }

        StringBuilder body = new();
        foreach (string line in lines.Skip(at))
        {
            body.Append(line).Append("\r\n");
        }

        message._body = body.ToString();
        return message;
    }

    /// <summary>The addresses of To, Cc and Bcc, or of their Resent- forms where there are any.</summary>
    public IReadOnlyList<string> Recipients()
    {
        string prefix = _header.Exists(field => field.Name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase)) ? "Resent-" : "";
        return [.. RecipientFields.SelectMany(name => Fields(prefix + name)).SelectMany(HeaderAddresses.Read)];
    }

    public bool Has(string name) => _header.Exists(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool Is8Bit => _body.Any(c => c > 127) || _header.Exists(one => one.Field.Any(c => c > 127));

    /// <summary>The message with what it lacks (RFC 5322 section 3.6): From, Date, Message-ID; without Bcc.</summary>
    public byte[] Complete(string sender, string? fullName, string domain, DateTimeOffset now)
    {
        StringBuilder text = new();
        foreach ((string name, string field) in _header)
        {
            if (!Dropped.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                text.Append(field).Append("\r\n");
            }
        }

        if (!Has("From"))
        {
            string address = sender.Length > 0 ? sender : "MAILER-DAEMON@" + domain;
            text.Append("From: ").Append(fullName is { Length: > 0 } ? $"{Phrase(fullName)} <{address}>" : address).Append("\r\n");
        }

        if (!Has("Date"))
        {
            text.Append("Date: ").Append(now.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture))
                .Append(now.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)).Append("\r\n");
        }

        if (!Has("Message-ID"))
        {
            text.Append(CultureInfo.InvariantCulture, $"Message-ID: <{now:yyyyMMddHHmmss}.{Guid.NewGuid():N}@{domain}>\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").Append(_body).ToString());
    }

    private IEnumerable<string> Fields(string name) => _header
        .Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(field => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(field.Field[(field.Field.IndexOf(':', StringComparison.Ordinal) + 1)..])));

    private static string Phrase(string name)
    {
        string octets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
        return octets.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? octets : "\"" + octets.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    private static string? FieldName(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string name = colon > 0 ? line[..colon].TrimEnd() : "";
        return name.Length > 0 && name.All(c => c is > ' ' and < '\x7f') ? name : null;
    }

    private static List<string> Lines(Stream input, bool ignoreDots)
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[65536];
        int count;
        while ((count = input.Read(buffer)) > 0 && whole.Length < MaxSize)
        {
            whole.Write(buffer, 0, count);
        }

        // A bare CR would be refused as smuggling; here it can only be an old line end.
        string text = Encoding.Latin1.GetString(whole.GetBuffer(), 0, (int)whole.Length).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        List<string> lines = [.. text.Split('\n')];
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        int dot = ignoreDots ? -1 : lines.IndexOf(".");
        return dot < 0 ? lines : lines[..dot];
    }
}
