using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Updates;
using Waypost.Dns.Wire;
using Waypost.Server.Dns.Deferred;

namespace Waypost.Server.Dns.Updates;

/// <summary>Takes dynamic updates (RFC 2136, RFC 3007): what is answered with NOERROR is durable and served.</summary>
public sealed partial class UpdateHandler(IZoneStore store, IUpdateForwarder forwarder, ILogger<UpdateHandler> logger) : IDeferredHandler
{
    // Compiled once for each policy, which is replaced whole when a setting changes.
    private readonly ConditionalWeakTable<ZonePolicy, UpdatePolicy> _policies = [];

    /// <inheritdoc/>
    public bool Handles(DeferredRequest request) => request.Header.Opcode == UpdateMessage.Opcode;

    /// <inheritdoc/>
    public async Task HandleAsync(DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken)
    {
        var code = UpdateMessage.Read(request.Message, out var update);
        if (code != ResponseCode.NoError || update is null)
        {
            LogMalformed(request.Peer, code);
            await replies.SendCodeAsync(code, cancellationToken);
            return;
        }
        if (request.View.Zones.FindServed(update.Zone.ToString()) is not { } zone)
        {
            LogNotAuthoritative(update.Zone, request.Peer, request.Key);
            await replies.SendCodeAsync(ResponseCode.NotAuthoritative, cancellationToken);
            return;
        }
        if (zone.Kind != ZoneKind.Primary)
        {
            await ForwardAsync(zone, request, replies, cancellationToken);
            return;
        }
        await replies.SendCodeAsync(await ApplyAsync(update, zone, request, cancellationToken), cancellationToken);
    }

    private async Task<ResponseCode> ApplyAsync(UpdateMessage update, ServedZone zone, DeferredRequest request, CancellationToken cancellationToken)
    {
        if (zone.Snapshot is null)
        {
            return ResponseCode.ServerFailure;
        }
        if (!TryPermit(zone, request, out var permission))
        {
            LogDenied(zone.Origin, request.Peer, request.Key, "allow-update");
            return ResponseCode.Refused;
        }
        UpdateOutcome? outcome = null;
        var result = await store.EditAsync(new ZoneKey(request.View.Name, zone.Origin), before => (outcome = UpdateOutcome.Of(update, before, permission)).Changes, request.Actor, cancellationToken);
        if (outcome is null || result.Status == ZoneEditStatus.NotFound)
        {
            return ResponseCode.NotAuthoritative;
        }
        if (outcome.Code == ResponseCode.Refused)
        {
            LogDenied(zone.Origin, request.Peer, request.Key, permission is null ? "the rules of a zone" : "update-policy");
        }
        else if (outcome.Code != ResponseCode.NoError)
        {
            LogUnmet(zone.Origin, request.Peer, request.Key, outcome.Code);
        }
        else
        {
            LogUpdated(zone.Origin, request.Peer, request.Key, outcome.Changes.Count, result.Snapshot!.Serial);
        }
        return outcome.Code;
    }

    // An update-policy takes the place of allow-update, and judges record by record.
    private bool TryPermit(ServedZone zone, DeferredRequest request, out UpdatePermission? permission)
    {
        permission = null;
        if (zone.Policy.Settings.UpdatePolicy is null)
        {
            return zone.Policy.AllowUpdate.Matches(request.Peer, request.Key);
        }
        var policy = _policies.GetValue(zone.Policy, compiled => Compile(zone, compiled));
        permission = new UpdatePermission(policy, new UpdateIdentity(request.Key, request.Peer.Address, request.Peer.IsStream));
        return true;
    }

    // The settings were checked when they were written; what cannot be read nevertheless grants nothing.
    private UpdatePolicy Compile(ServedZone zone, ZonePolicy policy)
    {
        if (DnsName.TryParse(zone.Origin, DnsName.Root, out var origin, out _) && UpdatePolicy.TryParse(policy.Settings.UpdatePolicy!, origin, out var compiled, out var error))
        {
            return compiled;
        }
        LogBadPolicy(zone.Origin);
        return UpdatePolicy.None;
    }

    private async Task ForwardAsync(ServedZone zone, DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken)
    {
        // As BIND has it: without the setting, forwarding is not implemented; with it, others are refused.
        if (!zone.Policy.AllowUpdateForwarding.Matches(request.Peer, request.Key))
        {
            LogDenied(zone.Origin, request.Peer, request.Key, "allow-update-forwarding");
            await replies.SendCodeAsync(zone.Policy.Settings.AllowUpdateForwarding is null ? ResponseCode.NotImplemented : ResponseCode.Refused, cancellationToken);
            return;
        }
        if (await forwarder.ForwardAsync(zone, request, cancellationToken) is { } response)
        {
            LogForwarded(zone.Origin, request.Peer, request.Key);
            await replies.RelayAsync(response, cancellationToken);
            return;
        }
        await replies.SendCodeAsync(ResponseCode.ServerFailure, cancellationToken);
    }

    [LoggerMessage(1060, LogLevel.Information, "Update of {Zone} by {Peer} (key {Key}): {Count} RRsets changed, serial {Serial}")]
    private partial void LogUpdated(string zone, DnsPeer peer, DnsName? key, int count, uint serial);

    [LoggerMessage(1061, LogLevel.Warning, "Update of {Zone} by {Peer} (key {Key}) refused (REFUSED) by {Rule}")]
    private partial void LogDenied(string zone, DnsPeer peer, DnsName? key, string rule);

    [LoggerMessage(1062, LogLevel.Warning, "Update of {Zone} by {Peer} (key {Key}) refused (NOTAUTH): no such zone is served to it")]
    private partial void LogNotAuthoritative(DnsName zone, DnsPeer peer, DnsName? key);

    [LoggerMessage(1063, LogLevel.Information, "Update of {Zone} by {Peer} (key {Key}) not made: {Code}")]
    private partial void LogUnmet(string zone, DnsPeer peer, DnsName? key, ResponseCode code);

    [LoggerMessage(1064, LogLevel.Warning, "Update by {Peer} cannot be read: {Code}")]
    private partial void LogMalformed(DnsPeer peer, ResponseCode code);

    [LoggerMessage(1065, LogLevel.Information, "Update of {Zone} by {Peer} (key {Key}) passed on to the primary")]
    private partial void LogForwarded(string zone, DnsPeer peer, DnsName? key);

    [LoggerMessage(1066, LogLevel.Error, "The update-policy of {Zone} cannot be read; nothing is granted")]
    private partial void LogBadPolicy(string zone);
}
