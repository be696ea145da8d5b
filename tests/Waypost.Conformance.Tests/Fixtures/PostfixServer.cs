using System.Globalization;
using System.Text;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>A Postfix with its own configuration, queue and ports: a remote host that takes mail for a domain into files,
/// and gives all other mail to one next hop. It must be started as root.</summary>
public sealed class PostfixServer : IAsyncDisposable
{
    private const string Services = """
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
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;

    private readonly string _directory;

    private PostfixServer(string directory, int port) => (_directory, Port) = (directory, port);

    public int Port { get; }

    private string Configuration => Path.Combine(_directory, "etc");

    /// <summary>Starts one that takes mail for <c>user@domain</c> and <c>other@domain</c>, or skips the test.</summary>
    public static async Task<PostfixServer> StartAsync(string domain, int nextHopPort)
    {
        Environment.SetEnvironmentVariable("PATH", Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin");
        Assert.SkipUnless(Tool.Find("postfix") is not null, "postfix is not installed (Debian: postfix)");
        Assert.SkipUnless(Environment.UserName == "root", "postfix starts only as root");
        string directory = Directory.CreateTempSubdirectory("waypost-postfix-").FullName;
        PostfixServer server = new(directory, FreePort.Next());
        await server.WriteAsync(domain, nextHopPort);
        ToolRun run = await server.RunAsync("postfix", "start");
        Assert.True(run.ExitCode == 0, run + await server.LogAsync());
        return server;
    }

    /// <summary>Submits a message as a program on Postfix's host does.</summary>
    public async Task SendAsync(string reversePath, string recipient, string subject)
    {
        string file = Path.Combine(_directory, "message");
        await File.WriteAllTextAsync(file, $"From: {reversePath}\nTo: {recipient}\nSubject: {subject}\n\nHello\n");
        ToolRun run = await Tool.RunAsync("sh", ["-c", $"sendmail -C {Configuration} -f {reversePath} {recipient} < {file}"], TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    /// <summary>The messages in the mailbox of <c>user@domain</c>.</summary>
    public IReadOnlyList<string> Mailbox(string user)
    {
        string folder = Path.Combine(_directory, "mail", user, "new");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => File.ReadAllText(path, Encoding.Latin1))] : [];
    }

    public async Task<string> LogAsync()
    {
        string log = Path.Combine(_directory, "log", "mail");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("postfix", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private Task<ToolRun> RunAsync(string tool, params string[] arguments) => Tool.RunAsync(tool, ["-c", Configuration, .. arguments], CancellationToken.None);

    private async Task WriteAsync(string domain, int nextHopPort)
    {
        foreach (string part in (string[])["etc", "queue", "data", "mail", "log"])
        {
            Directory.CreateDirectory(Path.Combine(_directory, part));
        }

        string certificate = Path.Combine(_directory, "etc", "certificate.pem");
        string key = Path.Combine(_directory, "etc", "key.pem");
        TestCertificate.Write(certificate, key);
        string port = Port.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "virtual"), $"user@{domain} user/\nother@{domain} other/\n");
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), $"127.0.0.1:{port} inet n - n - - smtpd\n{Services}");
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_directory}/queue
            data_directory = {_directory}/data
            maillog_file = {_directory}/log/mail
            maillog_file_prefixes = {_directory}
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = mail.{domain}
            mydestination =
            alias_maps =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            relayhost = [127.0.0.1]:{nextHopPort}
            virtual_mailbox_domains = {domain}
            virtual_mailbox_base = {_directory}/mail
            virtual_mailbox_maps = texthash:{Configuration}/virtual
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_minimum_uid = 1
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = {certificate}
            smtpd_tls_key_file = {key}
            smtpd_tls_received_header = yes
            smtp_tls_security_level = may
            smtp_dns_support_level = disabled

            """);
        await Tool.RunAsync("sh", ["-c", $"chmod 755 {_directory} {_directory}/etc {_directory}/log; chown postfix {_directory}/data; chown nobody {_directory}/mail"], CancellationToken.None);
    }
}
