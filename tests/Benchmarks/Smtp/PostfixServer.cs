using System.Globalization;
using Waypost.Benchmarks.Dns;

namespace Waypost.Benchmarks.Smtp;

/// <summary>Debian's Postfix with a configuration and queue of its own, delivering into a Maildir.</summary>
internal sealed class PostfixServer(int port) : MailServer("postfix", port)
{
    private string _directory = "";
    private int _master;

    public override string Settings => "defaults, virtual(8) into a Maildir; a queue file is fsynced before 250";

    private string Configuration => Path.Combine(_directory, "etc");

    public override async Task StartAsync(string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        foreach (var part in new[] { "etc", "queue", "data", "mail" })
        {
            Directory.CreateDirectory(Path.Combine(directory, part));
        }
        var postfix = (await RunAsync("id", ["-u", "postfix"], cancellationToken)).Output.Trim();
        var group = (await RunAsync("id", ["-g", "postfix"], cancellationToken)).Output.Trim();
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {directory}/queue
            data_directory = {directory}/data
            maillog_file = {directory}/postfix.log
            maillog_file_prefixes = /
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.bench.test
            mydestination =
            alias_maps =
            mynetworks = 127.0.0.0/8
            default_process_limit = 250
            smtpd_client_connection_count_limit = 0
            smtpd_peername_lookup = no
            virtual_mailbox_domains = bench.test
            virtual_mailbox_base = {directory}/mail
            virtual_mailbox_maps = static:inbox/
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{postfix}
            virtual_gid_maps = static:{group}

            """, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), string.Create(CultureInfo.InvariantCulture, $"""
            127.0.0.1:{Port} inet n - n - 300 smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            proxywrite unix - - n - 1 proxymap
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            local unix - n n - - local
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd

            """), cancellationToken);
        await RunAsync("chown", ["-R", "postfix", Path.Combine(directory, "data"), Path.Combine(directory, "mail")], cancellationToken);
        var (exitCode, output) = await RunAsync("postfix", ["-c", Configuration, "start"], cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException("postfix did not start: " + output);
        }
        await WaitForPortAsync(cancellationToken);
        // master(8) holds a lock on the file, which .NET would respect.
        var (_, pid) = await RunAsync("cat", [Path.Combine(directory, "queue", "pid", "master.pid")], cancellationToken);
        _master = int.Parse(pid.Trim(), CultureInfo.InvariantCulture);
    }

    public override Task<int> CountDeliveredAsync(CancellationToken cancellationToken)
    {
        var inbox = Path.Combine(_directory, "mail", "inbox", "new");
        return Task.FromResult(Directory.Exists(inbox) ? Directory.EnumerateFiles(inbox).Count() : 0);
    }

    public override Usage Used(bool memory) => Usage.Of(_master, memory);

    public override async ValueTask DisposeAsync()
    {
        if (_directory.Length > 0)
        {
            await RunAsync("postfix", ["-c", Configuration, "stop"], CancellationToken.None);
        }
    }
}
