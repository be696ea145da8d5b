using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Waypost.Server.Delivery.Remote;

/// <summary>A connection to a server that has greeted us, past EHLO, STARTTLS and AUTH.</summary>
internal sealed class RemoteConnection : IAsyncDisposable
{
    private RemoteConnection(RemoteChannel channel, string host, IPEndPoint target)
    {
        Channel = channel;
        Host = host;
        Target = target;
    }

    public RemoteChannel Channel { get; }

    /// <summary>The server's name, for reasons and DSNs.</summary>
    public string Host { get; }

    public IPEndPoint Target { get; }

    public RemoteCapabilities Capabilities { get; private set; } = RemoteCapabilities.None;

    /// <summary>Whether TLS is on and the server's certificate is one that this machine trusts for its name.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>The server with its address, for reasons.</summary>
    public static string Describe(string host, IPEndPoint target) => host.StartsWith('[') ? $"{host}:{target.Port}" : $"{host} [{target.Address}]:{target.Port}";

    /// <summary>Messages sent so far.</summary>
    public int Messages { get; set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Connects. A failed STARTTLS is tried once more in the clear where TLS is opportunistic (RFC 7435).</summary>
    public static async Task<(RemoteConnection? Connection, DeliveryResult? Failure)> OpenAsync(string host, IPAddress address, RelayRoute route, string ownName, DeliveryOptions options, CancellationToken cancellationToken)
    {
        var target = new IPEndPoint(address, route.Port);
        (RemoteConnection? connection, DeliveryResult? failure, bool tlsFailed) = await TryOpenAsync(host, target, route, ownName, options, cancellationToken);
        if (tlsFailed && route.Tls == RelayTls.Opportunistic && route.Login is null)
        {
            (connection, failure, _) = await TryOpenAsync(host, target, route with { Tls = RelayTls.None }, ownName, options, cancellationToken);
        }

        return (connection, failure);
    }

    /// <summary>Ends the session; what the server says to it changes nothing.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await Channel.WriteAsync("QUIT\r\n", TimeSpan.FromSeconds(5), CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Channel.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // TLS says good-bye to a peer that may be gone.
        }
    }

    private static async Task<(RemoteConnection? Connection, DeliveryResult? Failure, bool TlsFailed)> TryOpenAsync(
        string host, IPEndPoint target, RelayRoute route, string ownName, DeliveryOptions options, CancellationToken cancellationToken)
    {
        RemoteConnection? connection = null;
        bool inTls = false;
        try
        {
            var channel = new RemoteChannel(await ConnectAsync(target, options.ConnectTimeout, cancellationToken));
            connection = new RemoteConnection(channel, host, target);
            if (route.Tls == RelayTls.Implicit)
            {
                await connection.SecureAsync(RelayTls.Verified, options, cancellationToken);
            }

            RemoteReply greeting = await channel.ReadReplyAsync(options.ReplyTimeout, cancellationToken);
            if (!greeting.IsPositive)
            {
                return await FailAsync(connection, AsTransient(greeting.ToResult(host)), false);
            }

            if (await connection.GreetAsync(ownName, options, cancellationToken) is { } refused)
            {
                return await FailAsync(connection, refused, false);
            }

            if (!channel.IsTls && route.Tls != RelayTls.None && connection.Capabilities.StartTls)
            {
                RemoteReply reply = await channel.AskAsync("STARTTLS", options.ReplyTimeout, cancellationToken);
                if (reply.Code == 220)
                {
                    inTls = true;
                    await connection.SecureAsync(route.Tls, options, cancellationToken);
                    if (await connection.GreetAsync(ownName, options, cancellationToken) is { } refusedInTls)
                    {
                        return await FailAsync(connection, refusedInTls, true);
                    }

                    inTls = false;
                }
                else if (route.Tls != RelayTls.Opportunistic)
                {
                    return await FailAsync(connection, AsTransient(reply.ToResult(host)), true);
                }
            }

            if (!channel.IsTls && (route.Tls is RelayTls.Required or RelayTls.Verified))
            {
                return await FailAsync(connection, DeliveryResult.Transient("4.7.4", $"{host} does not offer STARTTLS, which is required here", host), false);
            }

            if (route.Login is { } login && await connection.LogInAsync(login, options, cancellationToken) is { } failure)
            {
                return await FailAsync(connection, failure, false);
            }

            return (connection, null, false);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            string status = connection is null ? "4.4.1" : inTls || e is AuthenticationException ? "4.7.5" : "4.4.2";
            return await FailAsync(connection, DeliveryResult.Transient(status, $"{Describe(host, target)}: {e.Message.ReplaceLineEndings(" ")}", host), inTls);
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw;
        }
    }

    private static async Task<NetworkStream> ConnectAsync(IPEndPoint target, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await socket.ConnectAsync(target, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new RemoteProtocolException("connecting timed out");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<(RemoteConnection?, DeliveryResult?, bool)> FailAsync(RemoteConnection? connection, DeliveryResult failure, bool tlsFailed)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        return (null, failure, tlsFailed);
    }

    // A server that does not greet is no verdict on the message: another one may take it.
    private static DeliveryResult AsTransient(DeliveryResult result) =>
        result.Kind == DeliveryKind.Permanent ? result with { Kind = DeliveryKind.Transient, Status = "4" + result.Status[1..] } : result;

    private async Task<DeliveryResult?> GreetAsync(string ownName, DeliveryOptions options, CancellationToken cancellationToken)
    {
        RemoteReply reply = await Channel.AskAsync("EHLO " + ownName, options.ReplyTimeout, cancellationToken);
        if (reply.IsPositive)
        {
            Capabilities = RemoteCapabilities.Read(reply.Lines);
            return null;
        }

        Capabilities = RemoteCapabilities.None;
        reply = await Channel.AskAsync("HELO " + ownName, options.ReplyTimeout, cancellationToken);
        return reply.IsPositive ? null : AsTransient(reply.ToResult(Host));
    }

    private async Task SecureAsync(RelayTls mode, DeliveryOptions options, CancellationToken cancellationToken)
    {
        await Channel.StartTlsAsync(new SslClientAuthenticationOptions
        {
            TargetHost = Host.Trim('[', ']'),
            RemoteCertificateValidationCallback = (_, _, _, found) =>
            {
                IsVerified = found == SslPolicyErrors.None;
                return mode != RelayTls.Verified || IsVerified;
            },
        }, options.ReplyTimeout, cancellationToken);
    }

    private async Task<DeliveryResult?> LogInAsync(RelayLogin login, DeliveryOptions options, CancellationToken cancellationToken)
    {
        if (!Channel.IsTls && !IPAddress.IsLoopback(Target.Address))
        {
            return DeliveryResult.Transient("4.7.4", $"{Host} offers no TLS, without which no password is sent", Host);
        }

        RemoteReply reply;
        if (Capabilities.Mechanisms.Contains("PLAIN"))
        {
            reply = await Channel.AskAsync("AUTH PLAIN " + Base64($"\0{login.UserName}\0{login.Password}"), options.ReplyTimeout, cancellationToken);
        }
        else if (Capabilities.Mechanisms.Contains("LOGIN"))
        {
            reply = await Channel.AskAsync("AUTH LOGIN", options.ReplyTimeout, cancellationToken);
            reply = reply.Code == 334 ? await Channel.AskAsync(Base64(login.UserName), options.ReplyTimeout, cancellationToken) : reply;
            reply = reply.Code == 334 ? await Channel.AskAsync(Base64(login.Password), options.ReplyTimeout, cancellationToken) : reply;
        }
        else
        {
            return DeliveryResult.Transient("4.7.0", $"{Host} offers neither AUTH PLAIN nor AUTH LOGIN", Host);
        }

        return reply.Code == 235 ? null : AsTransient(reply.ToResult(Host));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
