using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Waypost.Dns.Names;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>What came of a transfer: the outcome of a whole one, or why it was refused.</summary>
/// <param name="Bytes">Bytes of messages that came.</param>
public readonly record struct TransferReply(TransferOutcome? Outcome, TransferRefusal? Refusal, long Bytes);

/// <summary>Fetches zones from primaries, over TCP or TLS, and asks for their serials.</summary>
public sealed class ZoneTransferClient(ServerExchange exchange, TsigKeyring keyring, TlsClient tls, IOptions<SecondaryOptions> options, TimeProvider time)
{
    private const int SoaTries = 2;

    /// <summary>The SOA that a primary has, over UDP, then TCP.</summary>
    public async Task<Reply<SoaFields>> AskSoaAsync(PrimaryAddress primary, DnsName origin, CancellationToken cancellationToken)
    {
        var id = NextId();
        var reply = await exchange.AskAsync(
            primary,
            TransferQueries.Soa(origin, id),
            message => SoaResponse.Read(message.Span, origin, id),
            response => response.Truncated,
            SoaTries,
            tcpAfterSilence: true,
            cancellationToken);
        return reply.Value is { } response
            ? new Reply<SoaFields>(response.Soa, response.Soa is null ? response.Problem ?? "the answer is truncated" : null)
            : new Reply<SoaFields>(null, reply.Problem);
    }

    /// <summary>One AXFR, or IXFR from <paramref name="current"/>. The outcome is whole and, with a key, verified to its last message.</summary>
    public async Task<TransferReply> TransferAsync(PrimaryAddress primary, DnsName origin, SoaFields? current, bool incremental, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var request = new TransferRequest(origin, NextId(), current, incremental);
        var assembler = new TransferAssembler(request, new TransferLimits(settings.MaxRecords, (long)settings.MaxMegabytes << 20));
        try
        {
            var refusal = await ReceiveAsync(primary, request, assembler, cancellationToken);
            return new TransferReply(refusal is null ? assembler.Outcome : null, refusal ?? assembler.Refusal, assembler.Bytes);
        }
        catch (Exception exception) when (ServerExchange.IsFailure(exception, cancellationToken))
        {
            return new TransferReply(null, new TransferRefusal(ServerExchange.Describe(exception), IncrementalNotPossible: false), assembler.Bytes);
        }
    }

    private async Task<TransferRefusal?> ReceiveAsync(PrimaryAddress primary, TransferRequest request, TransferAssembler assembler, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(options.Value.TransferTimeout, time);
        using var idle = new CancellationTokenSource(options.Value.QueryTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, idle.Token, cancellationToken);
        var query = SignedMessage.Of(TransferQueries.Transfer(request), primary, keyring, time);
        using var verifier = query.Verifier(time);
        await using var connection = await PrimaryConnection.OpenAsync(primary, tls, linked.Token);
        await connection.SendAsync(query.Bytes, linked.Token);
        while (true)
        {
            idle.CancelAfter(options.Value.TransferIdleTimeout);
            var message = await connection.ReceiveAsync(linked.Token);
            if (verifier is not null)
            {
                var status = verifier.Verify(message.Span, out var length);
                if (status is not (TsigStatus.Verified or TsigStatus.Unsigned))
                {
                    return new TransferRefusal(ServerExchange.TsigProblem(verifier.Error), IncrementalNotPossible: false);
                }
                message = message[..length];
            }
            var progress = assembler.Feed(message.Span);
            if (progress == TransferProgress.More)
            {
                continue;
            }
            // RFC 8945 section 5.3.1: the last message of a signed transfer is signed.
            return progress == TransferProgress.Complete && verifier is { IsComplete: false }
                ? new TransferRefusal("the last message of the transfer is not signed", IncrementalNotPossible: false)
                : null;
        }
    }

    private static ushort NextId() => (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
}
