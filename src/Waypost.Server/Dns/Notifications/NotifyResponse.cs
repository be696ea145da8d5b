using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns.Notifications;

/// <summary>What a secondary answered to a NOTIFY (RFC 1996 section 3.12): any answer means that it has heard.</summary>
internal sealed record NotifyResponse(ResponseCode Code)
{
    /// <summary>Null when the message is no answer to the announcement of this ID.</summary>
    public static NotifyResponse? Read(ReadOnlySpan<byte> message, ushort id) =>
        MessageHeader.TryRead(message, out var header) && header.IsResponse && header.Id == id && header.Opcode == TransferQueries.NotifyOpcode
            ? new NotifyResponse((ResponseCode)(header.Flags & 15))
            : null;
}
