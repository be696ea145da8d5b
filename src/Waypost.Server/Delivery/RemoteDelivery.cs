using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery;

/// <summary>Relays a message to the hosts of the recipient's domain (RFC 5321 section 5).</summary>
public sealed class RemoteDelivery(IMxResolver resolver, IOptions<DeliveryOptions> delivery, IOptions<SmtpOptions> smtp)
{
    private const int MaxAddresses = 10;

    internal async Task<DeliveryResult> DeliverAsync(LeasedRecipient leased, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!EnvelopeAddress.TryParse(leased.Recipient.RemoteAddress, out EnvelopeAddress address, allowBareLocalPart: false))
        {
            return DeliveryResult.Permanent("5.1.3", "bad recipient address syntax");
        }

        MxAnswer answer = await resolver.ResolveAsync(address.Domain, cancellationToken);
        switch (answer.Status)
        {
            case MxStatus.NullMx:
                return DeliveryResult.Permanent("5.1.10", answer.Reason ?? "the domain accepts no mail");
            case MxStatus.NoSuchDomain:
                return DeliveryResult.Permanent("5.1.2", answer.Reason ?? "no such domain");
            case MxStatus.TemporaryFailure:
                return DeliveryResult.Transient("4.4.3", answer.Reason ?? "the name server does not answer");
            default:
                break;
        }

        IReadOnlyList<MxHost> hosts = MxSelection.Order(answer.Hosts, smtp.Value.HostName);
        if (hosts.Count == 0)
        {
            return DeliveryResult.Permanent("5.4.6", $"the best mail exchanger of {address.Domain} is this server, which does not know the domain");
        }

        DeliveryResult last = DeliveryResult.Transient("4.4.1", "no host could be reached");
        foreach ((MxHost host, IPAddress target) in hosts.SelectMany(host => host.Addresses.Select(a => (host, a))).Take(MaxAddresses))
        {
            last = await TryHostAsync(host.Name, target, leased, address, content, cancellationToken);
            if (last.Kind != DeliveryKind.Transient)
            {
                break;
            }
        }

        return last;
    }

    private async Task<DeliveryResult> TryHostAsync(string host, IPAddress target, LeasedRecipient leased, EnvelopeAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        int port = delivery.Value.RemotePort;
        try
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await ConnectAsync(socket, new IPEndPoint(target, port), cancellationToken);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            using var client = new RawSmtpClient { LocalDomain = smtp.Value.HostName, Timeout = 300_000 };
            await client.OpenAsync(stream, host, port, cancellationToken);
            bool utf8 = address.NeedsUtf8 || (EnvelopeAddress.TryParse(leased.ReversePath, out EnvelopeAddress reverse) && reverse.NeedsUtf8);
            if (utf8 && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                return DeliveryResult.Permanent("5.6.7", $"{host} does not offer SMTPUTF8, which the addresses need", host);
            }

            SmtpResponse reply = await client.SendAsync(leased.ReversePath, address.ToString(), content, utf8, cancellationToken);
            await QuitAsync(client, cancellationToken);
            return RawSmtpClient.IsPositive(reply) ? DeliveryResult.Delivered with { RemoteHost = host } : DeliveryResult.OfReply((int)reply.StatusCode, reply.Response, host);
        }
        catch (SmtpCommandException e)
        {
            return DeliveryResult.OfReply((int)e.StatusCode, e.Message, host);
        }
        catch (TimeoutException)
        {
            return DeliveryResult.Transient("4.4.1", $"connecting to {host} [{target}]:{port} timed out", host);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or ServiceNotConnectedException or AuthenticationException)
        {
            return DeliveryResult.Transient("4.4.2", $"{host} [{target}]:{port}: {e.Message.ReplaceLineEndings(" ")}", host);
        }
    }

    private async Task ConnectAsync(Socket socket, IPEndPoint target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(delivery.Value.ConnectTimeout);
        try
        {
            await socket.ConnectAsync(target, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    // The message's fate is known; a server that hangs up on QUIT changes nothing.
    private static async Task QuitAsync(RawSmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(true, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or CommandException or ServiceNotConnectedException)
        {
        }
    }
}
