using System.Net;
using MailKit;
using MailKit.Net.Pop3;
using MailKit.Security;
using Microsoft.AspNetCore.Connections;
using Waypost.Server.Tests.Imap;

namespace Waypost.Server.Tests.Pop3;

/// <summary>MailKit's client over a socket.</summary>
public sealed class Pop3ClientTests
{
    [Fact]
    public async Task MailIsByteIdenticalToWhatWasStored()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var world = await Pop3World.CreateAsync();
        var messages = Samples.Messages();
        foreach (var message in messages)
        {
            await world.AppendAsync(message);
        }

        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = new Pop3Client();
        await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, cancellationToken);
        Assert.True(client.Capabilities.HasFlag(Pop3Capabilities.Pipelining | Pop3Capabilities.UIDL | Pop3Capabilities.Top));
        await client.AuthenticateAsync(new NetworkCredential("ann@example.com", "secret word"), cancellationToken);
        Assert.Equal(messages.Count, client.Count);
        Assert.Equal(messages.Count, (await client.GetMessageUidsAsync(cancellationToken)).Distinct().Count());
        for (var index = 0; index < messages.Count; index++)
        {
            using var stream = await client.GetStreamAsync(index, headersOnly: false, cancellationToken);
            using var octets = new MemoryStream();
            await stream.CopyToAsync(octets, cancellationToken);
            Assert.Equal(messages[index], octets.ToArray());
        }

        await client.DeleteMessageAsync(0, cancellationToken);
        await client.DisconnectAsync(true, cancellationToken);
        Assert.Equal(messages.Count - 1, (await world.Store.ReadUidsAsync(world.InboxId, cancellationToken)).Count);
    }

    [Fact]
    public async Task SecondClientWaitsUntilTheFirstHasQuit()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var world = await Pop3World.CreateAsync();
        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using Pop3Client first = new(), second = new();
        await first.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, cancellationToken);
        await second.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, cancellationToken);
        await first.AuthenticateAsync("ann", "secret word", cancellationToken);
        await Assert.ThrowsAsync<AuthenticationException>(() => second.AuthenticateAsync("ann", "secret word", cancellationToken));
        await first.DisconnectAsync(true, cancellationToken);
        using var third = new Pop3Client();
        await third.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, cancellationToken);
        await third.AuthenticateAsync("ann", "secret word", cancellationToken);
    }
}
