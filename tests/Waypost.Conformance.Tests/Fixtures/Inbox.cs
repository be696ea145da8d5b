using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>Reads an account's INBOX with MailKit, bytes as stored.</summary>
public static class Inbox
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IReadOnlyList<byte[]>> OverPop3Async(WaypostPorts ports, string account, string password)
    {
        using Pop3Client client = new();
        await client.ConnectAsync("127.0.0.1", ports.Pop3, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync(account, password, Cancellation);
        List<byte[]> messages = [];
        for (int index = 0; index < client.Count; index++)
        {
            await using Stream stream = await client.GetStreamAsync(index, headersOnly: false, Cancellation);
            messages.Add(await BytesAsync(stream));
        }

        await client.DisconnectAsync(quit: true, Cancellation);
        return messages;
    }

    public static async Task<IReadOnlyList<byte[]>> OverImapAsync(WaypostPorts ports, string account, string password)
    {
        using ImapClient client = new();
        await client.ConnectAsync("127.0.0.1", ports.Imap, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync(account, password, Cancellation);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, Cancellation);
        List<byte[]> messages = [];
        for (int index = 0; index < client.Inbox.Count; index++)
        {
            await using Stream stream = await client.Inbox.GetStreamAsync(index, Cancellation);
            messages.Add(await BytesAsync(stream));
        }

        await client.DisconnectAsync(quit: true, Cancellation);
        return messages;
    }

    /// <summary>Waits until delivery has put this many messages into the INBOX.</summary>
    public static Task<IReadOnlyList<byte[]>> WaitAsync(WaypostPorts ports, MailScene scene, int count) =>
        Until.AnswerAsync(() => OverPop3Async(ports, scene.Account, scene.Password), messages => messages.Count >= count, Cancellation);

    /// <summary>The stored message is trace headers (RFC 5321 section 4.4) and then, byte for byte, what was sent.</summary>
    public static void AssertTraceThen(byte[] sent, byte[] stored)
    {
        Assert.True(
            stored.AsSpan().EndsWith(sent),
            $"--- sent\n{Encoding.Latin1.GetString(sent)}\n--- stored\n{Encoding.Latin1.GetString(stored)}");
        string trace = Encoding.Latin1.GetString(stored, 0, stored.Length - sent.Length);
        Assert.EndsWith("\r\n", trace, StringComparison.Ordinal);
        Assert.Contains("Received:", trace, StringComparison.Ordinal);
        string[] names = ["Return-Path:", "Delivered-To:", "Received:", "X-Original-To:", " ", "\t"];
        Assert.All(
            trace.Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            line => Assert.True(names.Any(name => line.StartsWith(name, StringComparison.Ordinal)), $"'{line}' is no trace header"));
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }
}
