using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Names;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Deferred;

namespace Waypost.Server.Dns.Transfers;

/// <summary>Sends zones: AXFR (RFC 5936) over streams, IXFR (RFC 1995) out of the journal, over UDP when it fits one message.</summary>
public sealed partial class TransferHandler(IZoneStore store, IOptions<DnsOptions> options, TimeProvider time, ILogger<TransferHandler> logger) : IDeferredHandler, IDisposable
{
    private const ushort IxfrType = 251;
    private const ushort AxfrType = 252;
    private const ushort InternetClass = 1;
    private const int QuestionTail = 4;

    // A difference of more characters of the journal, for each name of the zone, is not worth more than the zone.
    private const long LengthPerName = 100;
    private const long LeastLength = 1 << 20;
    private const long MostLength = 64 << 20;

    private readonly SemaphoreSlim _running = new(options.Value.TransfersOut, options.Value.TransfersOut);

    /// <inheritdoc/>
    public bool Handles(DeferredRequest request) => request is { Header.Opcode: 0, QuestionType: IxfrType or AxfrType };

    /// <inheritdoc/>
    public async Task HandleAsync(DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken)
    {
        var code = Check(request, out var zone);
        if (code != ResponseCode.NoError || zone?.Snapshot is not { } snapshot)
        {
            await replies.SendCodeAsync(code == ResponseCode.NoError ? ResponseCode.ServerFailure : code, cancellationToken);
            return;
        }
        if (!_running.Wait(0, CancellationToken.None))
        {
            LogTooMany(zone.Origin, request.Peer, options.Value.TransfersOut);
            await replies.SendCodeAsync(ResponseCode.ServerFailure, cancellationToken);
            return;
        }
        try
        {
            await SendAsync(request, replies, snapshot, cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private ResponseCode Check(DeferredRequest request, out ServedZone? zone)
    {
        zone = null;
        var asked = request.QuestionName;
        // RFC 5936 section 4.2: AXFR over UDP is not defined.
        if (asked is null || request.Header.QuestionCount != 1 || (request.QuestionType == AxfrType && !request.Peer.IsStream))
        {
            return ResponseCode.FormatError;
        }
        zone = request.QuestionClass == InternetClass ? request.View.Zones.FindServed(asked.ToString()) : null;
        if (zone is null)
        {
            LogNotAuthoritative(asked, request.Peer);
            return ResponseCode.NotAuthoritative;
        }
        if (!zone.Policy.AllowTransfer.Matches(request.Peer, request.Key))
        {
            LogDenied(zone.Origin, request.Peer, request.Key);
            return ResponseCode.Refused;
        }
        return ResponseCode.NoError;
    }

    private async Task SendAsync(DeferredRequest request, DeferredReplies replies, ZoneSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (records, kind) = await ChooseAsync(request, snapshot, cancellationToken);
        if (!request.Peer.IsStream)
        {
            await SendDatagramAsync(request, replies, records, snapshot, cancellationToken);
            return;
        }
        var started = time.GetTimestamp();
        var (messages, octets) = (0, 0L);
        using var writer = new TransferMessageWriter(records);
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(QueryResponder.MaxTcpPayload);
        try
        {
            while (!writer.IsComplete)
            {
                var length = Write(writer, request, buffer.AsSpan(0, replies.MaxLength), isFirst: messages == 0);
                if (length == 0)
                {
                    throw new IOException("A record is longer than a message.");
                }
                // A client that takes nothing for so long would keep others from being served.
                idle.CancelAfter(options.Value.TransferIdleTimeout);
                await replies.SendAsync(buffer, length, idle.Token);
                messages++;
                octets += length;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogStuck(snapshot.Origin, request.Peer, writer.Records);
            throw new IOException("The client does not read.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        LogSent(kind, snapshot.Origin, snapshot.Serial, request.Peer, request.Key, messages, writer.Records, octets, time.GetElapsedTime(started).TotalSeconds);
    }

    // RFC 1995 section 2: what does not fit is answered with the SOA alone, and the client asks again over TCP.
    private static async Task SendDatagramAsync(DeferredRequest request, DeferredReplies replies, IEnumerable<OwnedRrset> records, ZoneSnapshot snapshot, CancellationToken cancellationToken)
    {
        var buffer = new byte[QueryResponder.MaxUdpPayload];
        using var writer = new TransferMessageWriter(records);
        var length = Write(writer, request, buffer.AsSpan(0, replies.MaxLength), isFirst: true);
        if (!writer.IsComplete)
        {
            using var alone = new TransferMessageWriter(snapshot.EnumerateRrsets().Take(1));
            length = Write(alone, request, buffer.AsSpan(0, replies.MaxLength), isFirst: true);
        }
        await replies.SendAsync(buffer, length, cancellationToken);
    }

    private async Task<(IEnumerable<OwnedRrset> Records, string Kind)> ChooseAsync(DeferredRequest request, ZoneSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (request.QuestionType == AxfrType)
        {
            return (TransferSequence.Whole(snapshot), "AXFR");
        }
        if (ReadSerial(request) is not { } serial)
        {
            return (TransferSequence.Whole(snapshot), "AXFR-style IXFR");
        }
        // RFC 1995 section 2: a client that is up to date, or newer, gets the SOA.
        if (serial == snapshot.Serial || SoaSerial.IsNewer(serial, snapshot.Serial))
        {
            return (snapshot.EnumerateRrsets().Take(1), "IXFR without change");
        }
        var limit = Math.Clamp(LengthPerName * snapshot.NameCount, LeastLength, MostLength);
        var changes = await store.ReadChangesAsync(new ZoneKey(request.View.Name, snapshot.Origin), serial, snapshot.Serial, limit, cancellationToken);
        return changes is not null && changes.Any(change => change is { Before: not null, After.Type: "SOA" })
            ? (TransferSequence.Difference(changes), "IXFR")
            : (TransferSequence.Whole(snapshot), "AXFR-style IXFR");
    }

    // The SOA in the authority section (RFC 1995 section 3); it ends with five 32-bit numbers, the serial first.
    private static uint? ReadSerial(DeferredRequest request)
    {
        var message = request.Message.Span;
        var position = MessageHeader.Length + request.QuestionLength;
        for (var left = request.Header.AnswerCount + request.Header.AuthorityCount; left > 0; left--)
        {
            if (!MessageSections.TrySkipRecord(message, ref position, out var header))
            {
                return null;
            }
            var isSoa = left <= request.Header.AuthorityCount && BinaryPrimitives.ReadUInt16BigEndian(message[header..]) == 6;
            if (isSoa && position - header >= MessageSections.RecordHeaderLength + 22)
            {
                return BinaryPrimitives.ReadUInt32BigEndian(message[(position - 20)..]);
            }
        }
        return null;
    }

    private static int Write(TransferMessageWriter writer, DeferredRequest request, Span<byte> buffer, bool isFirst)
    {
        if (!isFirst)
        {
            return writer.Write(buffer, request.Header.Id, [], []);
        }
        Span<byte> question = stackalloc byte[WireName.MaxLength + QuestionTail];
        var name = request.QuestionName!.Wire;
        name.CopyTo(question);
        BinaryPrimitives.WriteUInt16BigEndian(question[name.Length..], request.QuestionType);
        BinaryPrimitives.WriteUInt16BigEndian(question[(name.Length + 2)..], request.QuestionClass);
        return writer.Write(buffer, request.Header.Id, question[..(name.Length + QuestionTail)], request.Payload is null ? [] : DeferredReplies.Opt);
    }

    [LoggerMessage(1050, LogLevel.Information, "{Kind} of {Zone} serial {Serial} to {Peer} (key {Key}): {Messages} messages, {Records} records, {Octets} bytes, {Seconds:F3} s")]
    private partial void LogSent(string kind, string zone, uint serial, DnsPeer peer, DnsName? key, int messages, long records, long octets, double seconds);

    [LoggerMessage(1051, LogLevel.Warning, "Transfer of {Zone} to {Peer} (key {Key}) refused (REFUSED): allow-transfer does not have it")]
    private partial void LogDenied(string zone, DnsPeer peer, DnsName? key);

    [LoggerMessage(1052, LogLevel.Warning, "Transfer of {Zone} to {Peer} refused (NOTAUTH): no such zone is served to it")]
    private partial void LogNotAuthoritative(DnsName zone, DnsPeer peer);

    [LoggerMessage(1053, LogLevel.Warning, "Transfer of {Zone} to {Peer} refused (SERVFAIL): {Limit} transfers run already, the most that Dns:TransfersOut allows")]
    private partial void LogTooMany(string zone, DnsPeer peer, int limit);

    [LoggerMessage(1054, LogLevel.Warning, "Transfer of {Zone} to {Peer} given up after {Records} records: the client does not read")]
    private partial void LogStuck(string zone, DnsPeer peer, long records);
}
