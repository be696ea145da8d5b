using Waypost.Mail.Queue;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>What the parameters of one RCPT said.</summary>
internal sealed class RcptParameters
{
    public DsnNotify? Notify { get; set; }

    /// <summary><c>rfc822;addr</c>, decoded.</summary>
    public string? OriginalRecipient { get; set; }
}
