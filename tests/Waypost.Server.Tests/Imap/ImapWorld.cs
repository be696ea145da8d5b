using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Mail.Store;
using Waypost.Server.Imap;
using Waypost.Testing.Mailboxes;
using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Imap;

/// <summary>An IMAP handler over mailboxes in memory with the account <c>ann</c>, password <c>secret</c>.</summary>
internal sealed class ImapWorld
{
    public const string Login = "S: * OK [CAPABILITY IMAP4rev1 *\nC: a LOGIN ann secret\nS: a OK [CAPABILITY *] Logged in\n";
    public const string Select = Login + "C: b SELECT INBOX\nS: * FLAGS (*)\nS: * EXISTS\nS: * 0 RECENT\nS: * OK [UNSEEN 1] *\nS: * OK [PERMANENTFLAGS *\nS: * OK [UIDVALIDITY 1001] *\nS: * OK [UIDNEXT *\nS: b OK [READ-WRITE] Selected\n";

    public const string Plain = "From: Fred <fred@example.com>\r\nSubject: one\r\nDate: Mon, 7 Feb 1994 21:52:25 -0800\r\n\r\nHello,\r\nworld.\r\n";

    public InMemoryMailboxStore Store { get; } = new();

    public InMemoryAccountDirectory Accounts { get; } = new();

    public long AnnId { get; private init; }

    public long InboxId { get; private set; }

    public ConnectionHandler Handler { get; private set; } = null!;

    public ImapOptions Options { get; } = new() { LoginFailureDelay = TimeSpan.FromMilliseconds(1), IdlePollInterval = TimeSpan.FromMilliseconds(20), MaxMessageSize = 1_000_000 };

    /// <summary>INBOX with a plain message of 1 May 2024 and a multipart of 2 May 2024.</summary>
    public static async Task<ImapWorld> CreateAsync()
    {
        var world = await EmptyAsync();
        await world.AppendAsync(Samples.Bytes(Plain), new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await world.AppendAsync(Samples.Bytes(Samples.Multipart), new(2024, 5, 2, 12, 0, 0, TimeSpan.FromHours(-7)));
        return world;
    }

    public static async Task<ImapWorld> EmptyAsync()
    {
        var world = new ImapWorld { AnnId = 1 };
        world.Accounts.Add("ann", "secret");
        world.InboxId = (await world.Store.FindAsync(world.AnnId, "INBOX", CancellationToken.None))!.Id;
        world.Handler = new ImapConnectionHandler(new(world.Store, world.Accounts, NoTls.Certificates, Microsoft.Extensions.Options.Options.Create(world.Options), TimeProvider.System), NullLogger<ImapConnectionHandler>.Instance);
        return world;
    }

    /// <summary>Plays a script against a new world.</summary>
    public static async Task<ImapWorld> PlayAsync(string script, int chunk)
    {
        var world = await CreateAsync();
        await Transcript.RunAsync(world.Handler, script, chunk);
        return world;
    }

    public Task<uint> AppendAsync(byte[] content, DateTimeOffset date) => Store.AppendAsync(InboxId, [], date, content, CancellationToken.None);
}
