using System.Diagnostics;

namespace Waypost.Benchmarks.Imap;

/// <summary>Debian's Dovecot with a configuration and a maildir of its own.</summary>
internal sealed class DovecotServer(string directory, int port) : MailServer("dovecot", directory, port)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var user = isRoot ? "nobody" : Environment.UserName;
        var logins = isRoot ? "" : $"default_internal_user = {user}\ndefault_login_user = {user}\n";
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "mail"));
        var text = $$"""
            base_dir = {{Directory}}/run
            state_dir = {{Directory}}/run
            log_path = {{Directory}}/log
            protocols = imap pop3
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            first_valid_uid = 1
            {{logins}}service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{ImapPort}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service pop3-login {
              chroot =
              inet_listener pop3 {
                port = {{Pop3Port}}
              }
              inet_listener pop3s {
                port = 0
              }
            }
            mail_location = maildir:{{Directory}}/mail
            mail_uid = {{user}}
            mail_gid = nogroup
            mail_fsync = always
            passdb {
              driver = static
              args = nopassword=y
            }
            userdb {
              driver = static
              args = home={{Directory}}/mail
            }
            namespace inbox {
              inbox = yes
              separator = /
              mailbox Archive {
                auto = create
              }
            }

            """;
        var file = Path.Combine(Directory, "dovecot.conf");
        await File.WriteAllTextAsync(file, text, cancellationToken);
        if (isRoot)
        {
            using var own = Process.Start("chown", ["-R", "nobody:nogroup", Path.Combine(Directory, "mail")]);
            await own.WaitForExitAsync(cancellationToken);
        }

        Process = Process.Start("dovecot", ["-F", "-c", file]);
        await WaitForPortAsync(ImapPort, cancellationToken);
    }
}
