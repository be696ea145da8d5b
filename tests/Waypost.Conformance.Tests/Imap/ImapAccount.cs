using System.Globalization;
using System.Net;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>An account of its own on the shared server, and what its mailboxes hold as MailKit sees them.</summary>
public sealed class ImapAccount
{
    public const string Password = "correct-horse";

    private ImapAccount(WaypostServer server, string name)
    {
        Server = server;
        Name = name;
    }

    /// <summary>Messages of a synchronization: 200, or what WAYPOST_IMAP_MESSAGES says.</summary>
    public static int Size { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WAYPOST_IMAP_MESSAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 200;

    public WaypostServer Server { get; }

    public string Name { get; }

    public int Port => Server.Ports.Imap;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ImapAccount> CreateAsync(WaypostServer server)
    {
        string name = WaypostServer.Unique("reader");
        (await server.Api.PutAsync($"/v1/accounts/{name}", $$"""{"password": "{{Password}}", "quotaStorage": 1000000000}""")).Expect(HttpStatusCode.Created);
        return new ImapAccount(server, name);
    }

    public async Task<ImapClient> ConnectAsync()
    {
        ImapClient client = new();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync(Name, Password, Cancellation);
        return client;
    }

    /// <summary>Puts messages with ids <c>prefix-1@test</c> and so on into a mailbox; every third is \Seen.</summary>
    public async Task FillAsync(string mailbox, string prefix, int count)
    {
        using ImapClient client = await ConnectAsync();
        IMailFolder folder = await OpenOrCreateAsync(client, mailbox);
        for (int number = 1; number <= count; number++)
        {
            await folder.AppendAsync(Message(prefix, number), number % 3 == 0 ? MessageFlags.Seen : MessageFlags.None, Cancellation);
        }
    }

    /// <summary>Message ids with their flags: what both sides of a synchronization must agree on.</summary>
    public async Task<SortedDictionary<string, string>> ReadAsync(string mailbox)
    {
        using ImapClient client = await ConnectAsync();
        IMailFolder folder = await client.GetFolderAsync(mailbox, Cancellation);
        await folder.OpenAsync(FolderAccess.ReadOnly, Cancellation);
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (IMessageSummary summary in await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Envelope, Cancellation))
        {
            found.Add(summary.Envelope!.MessageId ?? summary.UniqueId.ToString(), Letters(summary.Flags ?? MessageFlags.None));
        }

        return found;
    }

    /// <summary>Changes the messages whose ids are given.</summary>
    public async Task ChangeAsync(string mailbox, IEnumerable<string> ids, Func<IMailFolder, IList<UniqueId>, Task> change)
    {
        using ImapClient client = await ConnectAsync();
        IMailFolder folder = await client.GetFolderAsync(mailbox, Cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        HashSet<string> wanted = [.. ids];
        IList<IMessageSummary> all = await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope, Cancellation);
        await change(folder, [.. all.Where(summary => wanted.Contains(summary.Envelope!.MessageId!)).Select(summary => summary.UniqueId)]);
    }

    /// <summary>Moves the messages whose ids are given.</summary>
    public async Task MoveAsync(string mailbox, IEnumerable<string> ids, string target)
    {
        using ImapClient client = await ConnectAsync();
        IMailFolder to = await client.GetFolderAsync(target, Cancellation);
        IMailFolder folder = await client.GetFolderAsync(mailbox, Cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        HashSet<string> wanted = [.. ids];
        IList<IMessageSummary> all = await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope, Cancellation);
        await folder.MoveToAsync([.. all.Where(summary => wanted.Contains(summary.Envelope!.MessageId!)).Select(summary => summary.UniqueId)], to, Cancellation);
    }

    public static MimeMessage Message(string prefix, int number)
    {
        MimeMessage message = new() { Subject = $"{prefix} {number}", MessageId = $"{prefix}-{number}@test", Date = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number) };
        message.From.Add(new MailboxAddress("Ann", "ann@example.com"));
        message.To.Add(new MailboxAddress("Bob", "bob@example.com"));
        message.Body = new TextPart("plain") { Text = $"Body of {prefix} {number}\r\nFrom here, two lines.\r\n" };
        return message;
    }

    /// <summary>The flags in Maildir's letters, in its order.</summary>
    public static string Letters(MessageFlags flags) => string.Concat(
        flags.HasFlag(MessageFlags.Draft) ? "D" : "", flags.HasFlag(MessageFlags.Flagged) ? "F" : "", flags.HasFlag(MessageFlags.Answered) ? "R" : "",
        flags.HasFlag(MessageFlags.Seen) ? "S" : "", flags.HasFlag(MessageFlags.Deleted) ? "T" : "");

    private static async Task<IMailFolder> OpenOrCreateAsync(ImapClient client, string mailbox)
    {
        IMailFolder root = client.GetFolder(client.PersonalNamespaces[0]);
        IMailFolder? existing = mailbox == "INBOX" ? client.Inbox : (await root.GetSubfoldersAsync(false, Cancellation)).FirstOrDefault(folder => folder.Name == mailbox);
        return existing ?? (await root.CreateAsync(mailbox, true, Cancellation))!;
    }
}
