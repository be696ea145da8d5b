using System.Text;
using Waypost.Mail.Queue;
using Waypost.Mail.Tables;

namespace Waypost.Server.Tests.Delivery;

public sealed class AgentTests : IDisposable
{
    private static readonly byte[] Content = Encoding.Latin1.GetBytes("Subject: hi\r\n\r\nFrom here\r\n>From there\r\n");
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-agents-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_directory, "box");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<DeliveryOutcome> DeliverAsync(QueueRecipient recipient, bool allowed = true, TimeSpan? timeout = null)
    {
        await using DeliveryFixture delivery = new(configure: options => options.CommandTimeout = timeout ?? TimeSpan.FromMinutes(1));
        string directory = allowed ? _directory : "";
        delivery.Tables.Update(tables => tables with { Options = new MailTablesOptions { FileDirectory = directory, CommandDirectory = directory } });
        await delivery.Queue.EnqueueAsync(new AcceptedMessage("", [recipient], Content), Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        return delivery.Queue.Outcomes[0].Outcome;
    }

    private QueueRecipient ToFile() => new("log@example.com", null, null) { File = File };

    private async Task<QueueRecipient> ToCommandAsync(string script)
    {
        string path = Path.Combine(_directory, "bot");
        await System.IO.File.WriteAllTextAsync(path, "#!/bin/sh\n" + script + "\n", Token);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new QueueRecipient("bot@example.com", null, null) { Command = path + " word", Detail = "x" };
    }

    [Fact]
    public async Task WithoutTheSettingNeitherFileNorCommandGetsAnything()
    {
        DeliveryOutcome file = await DeliverAsync(ToFile(), allowed: false);
        DeliveryOutcome command = await DeliverAsync(await ToCommandAsync("touch " + File), allowed: false);
        Assert.Equal((QueueState.Failed, QueueState.Failed), (file.State, command.State));
        Assert.Contains("not allowed", file.Reason, StringComparison.Ordinal);
        Assert.Contains("not allowed", command.Reason, StringComparison.Ordinal);
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
        Assert.Equal(QueueState.Delivered, (await DeliverAsync(await ToCommandAsync($"(echo \"$RECIPIENT $EXTENSION $1\"; cat) > {File}"))).State);
        Assert.Equal("bot@example.com x word\nReturn-Path: <>\r\nDelivered-To: bot@example.com\r\n" + Encoding.Latin1.GetString(Content), await System.IO.File.ReadAllTextAsync(File, Token));
    }

    [Theory]
    [InlineData("exit 67", QueueState.Failed)]
    [InlineData("exit 75", QueueState.Queued)]
    [InlineData("echo because >&2; exit 1", QueueState.Failed)]
    public async Task TheExitCodeDecides(string command, QueueState state)
    {
        DeliveryOutcome outcome = await DeliverAsync(await ToCommandAsync(command));
        Assert.Equal(state, outcome.State);
        Assert.Contains(command.Contains("because", StringComparison.Ordinal) ? "because" : "the command ended with", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACommandThatIsMissingIsTriedAgain() =>
        Assert.Equal(QueueState.Queued, (await DeliverAsync(new QueueRecipient("bot@example.com", null, null) { Command = "no-such-program" })).State);

    [Fact]
    public async Task ACommandThatRunsTooLongIsStopped() =>
        Assert.Contains("ran for longer", (await DeliverAsync(await ToCommandAsync("sleep 600"), timeout: TimeSpan.FromMilliseconds(300))).Reason, StringComparison.Ordinal);
}
