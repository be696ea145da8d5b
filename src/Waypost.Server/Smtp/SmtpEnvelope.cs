using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;

namespace Waypost.Server.Smtp;

/// <summary>The envelope of the mail transaction in progress (RFC 5321 section 3.3).</summary>
internal sealed class SmtpEnvelope(EnvelopeAddress? reversePath)
{
    private readonly Dictionary<string, QueueRecipient> _recipients = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for the null reverse-path.</summary>
    public EnvelopeAddress? ReversePath => reversePath;

    public string ReversePathText => reversePath?.ToString() ?? "";

    public bool IsUtf8 { get; set; }

    /// <summary>An access entry asked to accept the message and drop it.</summary>
    public bool IsDiscarded { get; set; }

    /// <summary>The reason of an access entry's QUARANTINE, or null.</summary>
    public string? Quarantine { get; set; }

    /// <summary>Forward-paths that were accepted.</summary>
    public List<string> ForwardPaths { get; } = [];

    /// <summary>Final recipients, each once, however many forward-paths lead there.</summary>
    public IReadOnlyCollection<QueueRecipient> Recipients => _recipients.Values;

    public void Add(QueueRecipient recipient) =>
        _recipients.TryAdd(
            recipient.Account is { } account ? "account " + account
            : recipient.File is { } file ? "file " + file
            : recipient.Command is { } command ? "command " + command
            : "remote " + recipient.RemoteAddress,
            recipient);
}
