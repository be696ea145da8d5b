using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;
using Waypost.Server.Dns.Deferred;
using Waypost.Server.Dns.Updates;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>
/// Passes updates on to the primaries as they came, the client's signature and ID among them, so that the primary decides by the
/// client's key and its signed answer holds for the client (RFC 2136 section 6, RFC 8945 section 5.5).
/// </summary>
public sealed partial class UpdateForwarder(TlsClient tls, IOptions<SecondaryOptions> options, TimeProvider time, ILogger<UpdateForwarder> logger) : IUpdateForwarder
{
    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ForwardAsync(ServedZone zone, DeferredRequest request, CancellationToken cancellationToken)
    {
        foreach (var primary in PrimaryLists.Resolve(zone.Policy.Settings.Primaries ?? [], static _ => null, new List<string>()))
        {
            try
            {
                return await AskAsync(primary, request, cancellationToken);
            }
            catch (Exception exception) when (ServerExchange.IsFailure(exception, cancellationToken))
            {
                LogUnanswered(zone.Origin, primary.EndPoint.ToString(), ServerExchange.Describe(exception));
            }
        }
        return null;
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(PrimaryAddress primary, DeferredRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(2 * options.Value.QueryTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var connection = await PrimaryConnection.OpenAsync(primary, tls, linked.Token);
        await connection.SendAsync(request.Original, linked.Token);
        var response = (await connection.ReceiveAsync(linked.Token)).ToArray();
        return MessageHeader.TryRead(response, out var header) && header.IsResponse && header.Id == request.Header.Id && header.Opcode == request.Header.Opcode
            ? response
            : throw new InvalidDataException("the server answered something else");
    }

    [LoggerMessage(1204, LogLevel.Warning, "An update of zone {Origin} was not passed on to {Primary}: {Problem}")]
    private partial void LogUnanswered(string origin, string primary, string problem);
}
