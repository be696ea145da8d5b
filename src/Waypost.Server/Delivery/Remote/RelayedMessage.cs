using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery.Remote;

/// <summary>A message on its way to another server.</summary>
internal sealed record RelayedMessage(LeasedMessage Envelope, string ReversePath, ReadOnlyMemory<byte> Content, bool NeedsUtf8)
{
    public bool HasEightBit { get; } = Content.Span.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0;
}

/// <summary>One of its recipients.</summary>
internal sealed record RelayedRecipient(LeasedRecipient Leased, EnvelopeAddress Address)
{
    public string ForwardPath => Address.ToString();
}
