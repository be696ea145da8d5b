namespace Waypost.Server.Delivery;

/// <summary>What an attempt came to.</summary>
internal enum DeliveryKind { Delivered, Transient, Permanent }

/// <summary>The result of one attempt.</summary>
/// <param name="Kind">Whether it is done, may be tried again, or is hopeless.</param>
/// <param name="Reason">The remote reply or local error.</param>
/// <param name="Status">The enhanced status code (RFC 3463).</param>
/// <param name="RemoteHost">The server that spoke last, or null.</param>
internal sealed record DeliveryResult(DeliveryKind Kind, string Reason, string Status, string? RemoteHost = null)
{
    public static DeliveryResult Delivered { get; } = new(DeliveryKind.Delivered, "", "2.0.0");

    /// <summary>The server that took it does DSN, so that telling of the success is its business (RFC 3461 section 5.2.2).</summary>
    public bool IsDsnPassedOn { get; init; }

    /// <summary>Queued anew under other addresses, each of which will be told of (RFC 3461 section 5.2.7).</summary>
    public bool IsExpanded { get; init; }

    /// <summary>The reason is a reply of SMTP.</summary>
    public bool IsReply { get; init; }

    /// <summary>The lifetime is over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Nothing was tried, and nothing is to be before this time.</summary>
    public DateTimeOffset? PostponedUntil { get; init; }

    public static DeliveryResult Permanent(string status, string reason, string? host = null) => new(DeliveryKind.Permanent, reason, status, host);

    public static DeliveryResult Transient(string status, string reason, string? host = null) => new(DeliveryKind.Transient, reason, status, host);

    /// <summary>Reads a reply's code and enhanced status code, <c>550 5.1.1 text</c>.</summary>
    public static DeliveryResult OfReply(int code, string text, string? host)
    {
        string clean = text.ReplaceLineEndings(" ");
        string first = clean.Split(' ', 2)[0];
        bool permanent = code is >= 500 and <= 599;
        bool hasStatus = first.Length is >= 5 and <= 9 && first[1] == '.' && first[0] == (permanent ? '5' : '4');
        string status = hasStatus ? first : permanent ? "5.0.0" : "4.0.0";
        return new DeliveryResult(permanent ? DeliveryKind.Permanent : DeliveryKind.Transient, $"{code} {clean}", status, host) { IsReply = true };
    }
}
