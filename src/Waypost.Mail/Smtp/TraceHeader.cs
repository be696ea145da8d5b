using System.Globalization;
using System.Text;

namespace Waypost.Mail.Smtp;

/// <summary>Writes the Received field (RFC 5321 section 4.4) and what a submission server adds (RFC 6409 section 8).</summary>
public static class TraceHeader
{
    /// <summary>A date-time of RFC 5322 section 3.3.</summary>
    public static string Date(DateTimeOffset time) => time.ToString("ddd, dd MMM yyyy HH':'mm':'ss ", CultureInfo.InvariantCulture)
        + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    /// <summary>The Received field of a message that is about to be queued.</summary>
    /// <param name="helo">The name that the client gave.</param>
    /// <param name="clientName">The client's verified name, or null.</param>
    /// <param name="clientAddress">The client's address, or null.</param>
    /// <param name="by">This server's name.</param>
    /// <param name="protocol">The protocol (RFC 3848): SMTP, ESMTP, ESMTPA, UTF8SMTP and so on.</param>
    /// <param name="id">An id for the logs.</param>
    /// <param name="forwardPath">The recipient when there is only one, else null: others' addresses are nobody's business.</param>
    /// <param name="time">The time.</param>
    public static string Received(string helo, string? clientName, string? clientAddress, string by, string protocol, string id, string? forwardPath, DateTimeOffset time)
    {
        var text = new StringBuilder("Received: from ").Append(helo);
        string literal = clientAddress is null ? "" : clientAddress.Contains(':', StringComparison.Ordinal) ? $"[IPv6:{clientAddress}]" : $"[{clientAddress}]";
        string tcpInfo = $"{clientName} {literal}".Trim();
        if (tcpInfo.Length > 0)
        {
            text.Append(" (").Append(tcpInfo).Append(')');
        }

        text.Append("\r\n\tby ").Append(by).Append(" (Waypost) with ").Append(protocol).Append(" id ").Append(id);
        if (forwardPath is not null)
        {
            text.Append("\r\n\tfor <").Append(forwardPath).Append('>');
        }

        return text.Append("; ").Append(Date(time)).Append("\r\n").ToString();
    }
}
