using System.Globalization;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>Programs that take mail away or sort it on the server.</summary>
public sealed class RetrievalTests(WaypostServer server)
{
    [Fact]
    public async Task FetchmailTakesEveryMessageOnce()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun fetchmail = ClientRun.Of("fetchmail", "fetchmail");
        await account.FillAsync("INBOX", "take", ImapAccount.Size);
        (string deliver, string got) = Delivery(fetchmail);
        string settings = fetchmail.Write("fetchmailrc", $"""
            poll 127.0.0.1 protocol IMAP port {account.Port} auth password
              username "{account.Name}" password "{ImapAccount.Password}" sslproto ''
              mda "{deliver}" nokeep fetchall

            """);
        ToolRun run = await fetchmail.RunAsync("-f", settings, "--nosyslog", "--nodetach", "--pidfile", Path.Combine(fetchmail.Home, "pid"));
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(ImapAccount.Size, Directory.GetFiles(got).Length);
        Assert.Empty(await account.ReadAsync("INBOX"));
    }

    [Fact]
    public async Task GetmailTakesEveryMessageOnce()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun getmail = ClientRun.Of("getmail", "getmail6");
        await account.FillAsync("INBOX", "take", ImapAccount.Size);
        (string deliver, string got) = Delivery(getmail);
        getmail.Write("getmailrc", $"""
            [retriever]
            type = SimpleIMAPRetriever
            server = 127.0.0.1
            port = {account.Port}
            username = {account.Name}
            password = {ImapAccount.Password}

            [destination]
            type = MDA_external
            path = {deliver}
            allow_root_commands = true

            [options]
            delete = true
            read_all = true

            """);
        await getmail.RunOkAsync("--getmaildir", getmail.Home);
        Assert.Equal(ImapAccount.Size, Directory.GetFiles(got).Length);
        Assert.Empty(await account.ReadAsync("INBOX"));
    }

    [Fact]
    public async Task ImapfilterSortsOnTheServer()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun imapfilter = ClientRun.Of("imapfilter", "imapfilter");
        await account.FillAsync("INBOX", "sort", ImapAccount.Size);
        string settings = imapfilter.Write("config.lua", $$"""
            options.create = true
            options.subscribe = true
            options.starttls = false
            account = IMAP { server = '127.0.0.1', port = {{account.Port}}, username = '{{account.Name}}', password = '{{ImapAccount.Password}}' }
            account:create_mailbox('Lists')
            moved = account.INBOX:contain_subject('sort 1') * account.INBOX:is_unseen()
            moved:move_messages(account['Lists'])
            flagged = account.INBOX:contain_body('sort 3')
            flagged:mark_flagged()
            gone = account.INBOX:contain_subject('sort 2')
            gone:delete_messages()

            """);
        await imapfilter.RunOkAsync("-c", settings);
        int unseenOnes = Numbers().Count(number => Starts(number, "1") && number % 3 != 0);
        int twos = Numbers().Count(number => Starts(number, "2"));
        Assert.Equal(unseenOnes, (await account.ReadAsync("Lists")).Count);
        SortedDictionary<string, string> left = await account.ReadAsync("INBOX");
        Assert.Equal(ImapAccount.Size - unseenOnes - twos, left.Count);
        Assert.Equal(Numbers().Count(number => Starts(number, "3")), left.Values.Count(letters => letters.Contains('F', StringComparison.Ordinal)));
    }

    // A program that takes one message, and the folder where it leaves them.
    private static (string Program, string Folder) Delivery(ClientRun client)
    {
        string folder = Directory.CreateDirectory(Path.Combine(client.Home, "got")).FullName;
        string program = client.Write("deliver", $"#!/bin/sh\nf=$(mktemp '{folder}/XXXXXXXX') && cat > \"$f\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return (program, folder);
    }

    private static IEnumerable<int> Numbers() => Enumerable.Range(1, ImapAccount.Size);

    private static bool Starts(int number, string digit) => number.ToString(CultureInfo.InvariantCulture).StartsWith(digit, StringComparison.Ordinal);
}
