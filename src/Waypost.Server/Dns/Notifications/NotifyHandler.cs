using System.Net;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Deferred;
using Waypost.Server.Dns.Secondaries;

namespace Waypost.Server.Dns.Notifications;

/// <summary>
/// Takes announcements of changes (RFC 1996): from the zone's primaries and from whom allow-notify lists, and checks the zone at
/// once. A serial in it is a hint: one that is not newer is not asked for.
/// </summary>
public sealed partial class NotifyHandler(SecondaryBook book, TimeProvider time, ILogger<NotifyHandler> logger) : IDeferredHandler
{
    private const int AuthoritativeFlag = 0x0400;
    private const ushort InternetClass = 1;

    /// <inheritdoc/>
    public bool Handles(DeferredRequest request) => request.Header.Opcode == TransferQueries.NotifyOpcode;

    /// <inheritdoc/>
    public async Task HandleAsync(DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken)
    {
        var code = Take(request);
        var buffer = new byte[MessageHeader.Length + request.QuestionLength + 11 + replies.Overhead];
        var length = replies.WriteCode(buffer, code, code == ResponseCode.NoError ? AuthoritativeFlag : 0);
        await replies.SendAsync(buffer, length, cancellationToken);
    }

    private ResponseCode Take(DeferredRequest request)
    {
        if (request.QuestionName is not { } name || request.Header.QuestionCount != 1)
        {
            return ResponseCode.FormatError;
        }
        // RFC 1996 section 3.10: other types are not defined.
        if (request.QuestionType != TransferQueries.SoaType || request.QuestionClass != InternetClass)
        {
            return ResponseCode.NotImplemented;
        }
        if (request.View.Zones.FindServed(name.ToString()) is not { Kind: ZoneKind.Secondary } zone)
        {
            LogForeign(name.ToString(), request.Peer);
            return ResponseCode.NotAuthoritative;
        }
        var primary = PrimaryOf(zone, request.Peer);
        if (primary is null && !zone.Policy.AllowNotify.Matches(request.Peer, request.Key))
        {
            LogRefused(zone.Origin, request.View.Name, request.Peer);
            return ResponseCode.Refused;
        }
        if (HintOf(request) is { } hint && zone.Snapshot is { } snapshot && !SoaSerial.IsNewer(hint.Serial, snapshot.Serial))
        {
            LogKnown(zone.Origin, request.View.Name, request.Peer, hint.Serial);
            return ResponseCode.NoError;
        }
        LogTaken(zone.Origin, request.View.Name, request.Peer);
        book.Request(new ZoneKey(request.View.Name, zone.Origin), primary?.ToString(), force: false, time.GetUtcNow());
        return ResponseCode.NoError;
    }

    private static PrimaryAddress? PrimaryOf(ServedZone zone, DnsPeer peer)
    {
        IPAddress address = DnsPeer.ToAddress(peer.Address);
        return PrimaryLists.Resolve(zone.Policy.Settings.Primaries ?? [], static _ => null, new List<string>())
            .FirstOrDefault(primary => primary.EndPoint.Address.Equals(address));
    }

    private static SoaFields? HintOf(DeferredRequest request) =>
        request.Header.AnswerCount == 0 ? null : NotifyHint.Read(request.Message.Span, request.QuestionName!, MessageHeader.Length + request.QuestionLength);

    [LoggerMessage(1240, LogLevel.Information, "Zone {Origin} (view {View}): {Peer} announces a change")]
    private partial void LogTaken(string origin, string view, DnsPeer peer);

    [LoggerMessage(1241, LogLevel.Debug, "Zone {Origin} (view {View}): {Peer} announces the serial {Serial}, which is served")]
    private partial void LogKnown(string origin, string view, DnsPeer peer, uint serial);

    [LoggerMessage(1242, LogLevel.Warning, "Zone {Origin} (view {View}): the announcement of {Peer} is refused, since it is none of the primaries nor in allow-notify")]
    private partial void LogRefused(string origin, string view, DnsPeer peer);

    [LoggerMessage(1243, LogLevel.Information, "{Peer} announces a change of {Name}, which is not a secondary zone here")]
    private partial void LogForeign(string name, DnsPeer peer);
}
