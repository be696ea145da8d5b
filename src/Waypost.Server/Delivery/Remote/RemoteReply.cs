namespace Waypost.Server.Delivery.Remote;

/// <summary>A server's reply (RFC 5321 section 4.2).</summary>
internal sealed record RemoteReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public string Text => string.Join(' ', Lines);

    public DeliveryResult ToResult(string host) => DeliveryResult.OfReply(Code, Text, host);

    /// <summary>Reads one line, <c>250-text</c> or <c>250 text</c>; false when it is not one.</summary>
    public static bool TryReadLine(string line, out int code, out bool isLast, out string text)
    {
        (code, isLast, text) = (0, true, "");
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out code) || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')))
        {
            return false;
        }

        isLast = line.Length == 3 || line[3] == ' ';
        text = line.Length > 4 ? line[4..].TrimEnd() : "";
        return true;
    }
}
