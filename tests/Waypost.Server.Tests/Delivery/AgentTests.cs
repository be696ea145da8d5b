using System.Text;
using Waypost.Mail.Queue;

namespace Waypost.Server.Tests.Delivery;

public sealed class AgentTests : IDisposable
{
    private static readonly byte[] Content = Encoding.Latin1.GetBytes("Subject: hi\r\n\r\nFrom here\r\n>From there\r\n");
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-agents-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_directory, "box");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<DeliveryOutcome> DeliverAsync(QueueRecipient recipient, bool allowed = true, TimeSpan? timeout = null)
    {
        await using DeliveryFixture delivery = new(configure: options =>
        {
            options.AllowFiles = options.AllowCommands = allowed;
            options.CommandTimeout = timeout ?? TimeSpan.FromMinutes(1);
        });
        await delivery.Queue.EnqueueAsync(new AcceptedMessage("", [recipient], Content), Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        return delivery.Queue.Outcomes[0].Outcome;
    }

    private QueueRecipient ToFile() => new("log@example.com", null, null) { File = File };

    private static QueueRecipient ToCommand(string command) => new("bot@example.com", null, null) { Command = command, Detail = "x" };

    [Fact]
    public async Task WithoutTheSettingNeitherFileNorCommandGetsAnything()
    {
        Assert.Equal((QueueState.Failed, "mail to files is not allowed here"), Brief(await DeliverAsync(ToFile(), allowed: false)));
        Assert.Equal((QueueState.Failed, "mail to commands is not allowed here"), Brief(await DeliverAsync(ToCommand("touch " + File), allowed: false)));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    [Trait("Rfc", "4155")]
    public async Task AFileGetsTheMessageInMboxForm()
    {
        Assert.Equal(QueueState.Delivered, (await DeliverAsync(ToFile())).State);
        Assert.Equal(QueueState.Delivered, (await DeliverAsync(ToFile())).State);
        string text = await System.IO.File.ReadAllTextAsync(File, Token);
        const string Entry = "From MAILER-DAEMON Tue Nov 24 07:00:00 2026\nReturn-Path: <>\nDelivered-To: log@example.com\nSubject: hi\n\n>From here\n>>From there\n\n";
        Assert.Equal(Entry + Entry, text);
    }

    [Fact]
    public async Task ADirectoryIsNoFile() =>
        Assert.Equal(QueueState.Failed, (await DeliverAsync(new QueueRecipient("log@example.com", null, null) { File = _directory })).State);

    [Fact]
    public async Task ACommandReadsTheMessageAndItsEnvelope()
    {
        Assert.Equal(QueueState.Delivered, (await DeliverAsync(ToCommand($"(echo \"$RECIPIENT $EXTENSION\"; cat) > {File}"))).State);
        Assert.Equal("bot@example.com x\nReturn-Path: <>\r\nDelivered-To: bot@example.com\r\n" + Encoding.Latin1.GetString(Content), await System.IO.File.ReadAllTextAsync(File, Token));
    }

    [Theory]
    [InlineData("exit 67", QueueState.Failed)]
    [InlineData("exit 75", QueueState.Queued)]
    [InlineData("echo because >&2; exit 1", QueueState.Failed)]
    [InlineData("no-such-command-anywhere", QueueState.Queued)]
    public async Task TheExitCodeDecides(string command, QueueState state)
    {
        DeliveryOutcome outcome = await DeliverAsync(ToCommand(command));
        Assert.Equal(state, outcome.State);
        Assert.Contains(command.Contains("because", StringComparison.Ordinal) ? "because" : "the command ended with", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACommandThatRunsTooLongIsStopped() =>
        Assert.Contains("ran for longer", (await DeliverAsync(ToCommand("sleep 600"), timeout: TimeSpan.FromMilliseconds(300))).Reason, StringComparison.Ordinal);

    private static (QueueState State, string? Reason) Brief(DeliveryOutcome outcome) => (outcome.State, outcome.Reason);
}
