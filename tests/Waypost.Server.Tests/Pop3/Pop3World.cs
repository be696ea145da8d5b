using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Mail.Store;
using Waypost.Server.Pop3;
using Waypost.Testing.Mailboxes;

namespace Waypost.Server.Tests.Pop3;

/// <summary>A POP3 handler over mailboxes in memory with the account <c>ann</c>, password <c>secret word</c>.</summary>
internal sealed class Pop3World
{
    public const string First = "Subject: one\r\n\r\nline 1\r\n.line 2\r\n..\r\nline 4\r\n";
    public const string Second = "Subject: two\r\n\r\nbody\r\n";

    public InMemoryMailboxStore Store { get; } = new();

    public InMemoryAccountDirectory Accounts { get; } = new();

    public MaildropLocks Locks { get; } = new();

    public long InboxId { get; private set; }

    public ConnectionHandler Handler { get; private set; } = null!;

    public static async Task<Pop3World> CreateAsync(params string[] messages)
    {
        var world = new Pop3World();
        var ann = world.Accounts.Add("ann", "secret word");
        world.InboxId = (await world.Store.FindAsync(ann.Id, "INBOX", CancellationToken.None))!.Id;
        foreach (var message in messages)
        {
            await world.AppendAsync(Encoding.Latin1.GetBytes(message));
        }

        var options = Options.Create(new Pop3Options { LoginFailureDelay = TimeSpan.FromMilliseconds(1) });
        world.Handler = new Pop3ConnectionHandler(new(world.Store, world.Accounts, world.Locks, NoTls.Certificates, options, TimeProvider.System), NullLogger<Pop3ConnectionHandler>.Instance);
        return world;
    }

    public Task<uint> AppendAsync(byte[] content) => Store.AppendAsync(InboxId, [], DateTimeOffset.UnixEpoch, content, CancellationToken.None);
}
