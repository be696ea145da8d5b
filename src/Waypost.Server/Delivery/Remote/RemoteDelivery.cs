using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Mail.Smtp;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Relays a message: its recipients at one destination share a connection and a transaction.</summary>
public sealed class RemoteDelivery(RelayTargets targets, DestinationTable destinations, IOptions<DeliveryOptions> delivery, IOptions<SmtpOptions> smtp, TimeProvider time)
{
    private const int MaxAddresses = 10;
    private static readonly TimeSpan CrowdedPause = TimeSpan.FromSeconds(5);

    /// <summary>Delivers to all recipients and reports each destination's results as soon as they are known.</summary>
    internal async Task DeliverAsync(IReadOnlyList<LeasedRecipient> leased, ReadOnlyMemory<byte> content, Func<LeasedRecipient, DeliveryResult, Task> report, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<(string Key, string ReversePath, bool Utf8), (RelayTarget Target, List<RelayedRecipient> Recipients)>();
        var found = new Dictionary<string, (RelayTarget? Target, DeliveryResult? Failure)>(StringComparer.OrdinalIgnoreCase);
        foreach (LeasedRecipient one in leased)
        {
            if (!EnvelopeAddress.TryParse(one.Recipient.RemoteAddress, out EnvelopeAddress address, allowBareLocalPart: false))
            {
                await report(one, DeliveryResult.Permanent("5.1.3", "bad recipient address syntax"));
                continue;
            }

            if (!found.TryGetValue(address.Domain, out (RelayTarget? Target, DeliveryResult? Failure) answer))
            {
                found.Add(address.Domain, answer = await targets.FindAsync(address, cancellationToken));
            }

            if (answer.Target is not { } target)
            {
                await report(one, answer.Failure!);
                continue;
            }

            var recipient = new RelayedRecipient(one, RelayTargets.WithAsciiDomain(address));
            var key = (target.Key, one.ReversePath, recipient.Address.NeedsUtf8);
            if (!groups.TryGetValue(key, out (RelayTarget Target, List<RelayedRecipient> Recipients) group))
            {
                groups.Add(key, group = (target, []));
            }

            group.Recipients.Add(recipient);
        }

        await Task.WhenAll(groups.Select(group => DeliverAsync(
            destinations.Get(group.Key.Key), group.Value.Target, Message(group.Key.ReversePath, group.Key.Utf8, leased[0].Message, content), group.Value.Recipients, report, cancellationToken)));
    }

    private static RelayedMessage Message(string reversePath, bool utf8, LeasedMessage envelope, ReadOnlyMemory<byte> content)
    {
        bool reverseUtf8 = EnvelopeAddress.TryParse(reversePath, out EnvelopeAddress reverse) && reverse.NeedsUtf8;
        bool headerUtf8 = envelope.IsUtf8 && HeaderFields.Section(content).Span.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0;
        return new RelayedMessage(envelope, reversePath, content, utf8 || reverseUtf8 || headerUtf8);
    }

    private async Task DeliverAsync(
        Destination destination, RelayTarget target, RelayedMessage message, List<RelayedRecipient> recipients, Func<LeasedRecipient, DeliveryResult, Task> report, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DeliveryResult? postponed = destination.IsBackedOff(now, out DateTimeOffset until) && !recipients.Exists(recipient => recipient.Leased.Fate != QueueFate.None)
            ? DeliveryResult.Transient("4.4.1", destination.LastReason) with { PostponedUntil = until }
            : destination.IsCrowded ? DeliveryResult.Transient("4.4.5", "waiting for a connection to the destination") with { PostponedUntil = now + CrowdedPause }
            : null;
        if (postponed is not null)
        {
            await ReportAsync(recipients, recipients.ConvertAll(_ => postponed), report);
            return;
        }

        await destination.EnterAsync(cancellationToken);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(delivery.Value.DeliveryTimeout);
            await SendAllAsync(destination, target, message, recipients, report, limit.Token);
        }
        finally
        {
            destination.Leave();
        }
    }

    private async Task SendAllAsync(
        Destination destination, RelayTarget target, RelayedMessage message, List<RelayedRecipient> recipients, Func<LeasedRecipient, DeliveryResult, Task> report, CancellationToken cancellationToken)
    {
        for (int done = 0; done < recipients.Count;)
        {
            int limit = delivery.Value.MaxTransactionRecipients;
            RemoteConnection? connection = null;
            if (destination.TryTake(out RemoteConnection? idle))
            {
                limit = Math.Min(limit, idle!.Capabilities.MaxRecipients ?? limit);
                List<RelayedRecipient> part = recipients.GetRange(done, Math.Min(limit, recipients.Count - done));
                // A connection that the server has closed meanwhile says nothing about the message.
                if (await SendAsync(destination, idle, message, part, report, isReused: true, cancellationToken))
                {
                    done += part.Count;
                }

                continue;
            }

            (connection, DeliveryResult? failure) = await ConnectAsync(target, cancellationToken);
            if (connection is null)
            {
                destination.Failed(failure!.Reason, time.GetUtcNow(), delivery.Value.EffectiveRetryDelays, delivery.Value.MaxDestinationBackOff);
                List<RelayedRecipient> rest = recipients[done..];
                await ReportAsync(rest, rest.ConvertAll(_ => failure), report);
                return;
            }

            destination.Reached();
            limit = Math.Min(limit, connection.Capabilities.MaxRecipients ?? limit);
            List<RelayedRecipient> next = recipients.GetRange(done, Math.Min(limit, recipients.Count - done));
            await SendAsync(destination, connection, message, next, report, isReused: false, cancellationToken);
            done += next.Count;
        }
    }

    private async Task<(RemoteConnection? Connection, DeliveryResult? Failure)> ConnectAsync(RelayTarget target, CancellationToken cancellationToken)
    {
        DeliveryResult last = DeliveryResult.Transient("4.4.1", "no host could be reached");
        foreach ((MxHost host, IPAddress address) in target.Hosts.SelectMany(host => host.Addresses.Select(address => (host, address))).Take(MaxAddresses))
        {
            (RemoteConnection? connection, DeliveryResult? failure) = await RemoteConnection.OpenAsync(host.Name, address, target.Route, smtp.Value.HostName, delivery.Value, cancellationToken);
            if (connection is not null)
            {
                return (connection, null);
            }

            last = failure!;
        }

        return (null, last);
    }

    // False when a connection that was used before turned out to be closed, and nothing was decided.
    private async Task<bool> SendAsync(
        Destination destination, RemoteConnection connection, RelayedMessage message, List<RelayedRecipient> recipients, Func<LeasedRecipient, DeliveryResult, Task> report, bool isReused, CancellationToken cancellationToken)
    {
        var transaction = new RemoteTransaction(connection, message, delivery.Value);
        IReadOnlyList<DeliveryResult> results;
        bool isOpen = false;
        try
        {
            results = await transaction.RunAsync(recipients, cancellationToken);
            isOpen = !connection.Channel.HasSurplus && !results.Any(result => result.IsReply && result.Reason.StartsWith("421", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            if (isReused && !transaction.IsContentSent)
            {
                return false;
            }

            var lost = DeliveryResult.Transient("4.4.2", $"{RemoteConnection.Describe(connection.Host, connection.Target)}: {e.Message.ReplaceLineEndings(" ")}", connection.Host);
            results = recipients.ConvertAll(_ => lost);
        }
        finally
        {
            if (!isOpen)
            {
                await connection.DisposeAsync();
            }
        }

        await ReportAsync(recipients, results, report);
        if (isOpen)
        {
            await KeepAsync(destination, connection);
        }

        return true;
    }

    private async Task KeepAsync(Destination destination, RemoteConnection connection)
    {
        if (++connection.Messages >= delivery.Value.MaxConnectionMessages)
        {
            await connection.QuitAsync();
            return;
        }

        connection.IdleSince = time.GetUtcNow();
        destination.Return(connection);
    }

    private static async Task ReportAsync(List<RelayedRecipient> recipients, IReadOnlyList<DeliveryResult> results, Func<LeasedRecipient, DeliveryResult, Task> report)
    {
        for (int i = 0; i < recipients.Count; i++)
        {
            await report(recipients[i].Leased, results[i]);
        }
    }
}
