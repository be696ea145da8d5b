using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery.Agents;

/// <summary>Pipes a message into a command, whose exit code decides as sysexits.h says.</summary>
public sealed class CommandAgent(IOptions<DeliveryOptions> options, IOptions<SmtpOptions> smtp)
{
    private const int MaxOutput = 500;

    internal async Task<DeliveryResult> DeliverAsync(LeasedRecipient leased, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!options.Value.AllowCommands)
        {
            return DeliveryResult.Permanent("5.7.1", "mail to commands is not allowed here");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.CommandTimeout);
        try
        {
            using Process process = Process.Start(StartInfo(leased)) ?? throw new IOException("the command did not start");
            try
            {
                Task<string> output = ReadAsync(process.StandardOutput, limit.Token);
                Task<string> errors = ReadAsync(process.StandardError, limit.Token);
                await FeedAsync(process, leased, content, limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return OfExitCode(process.ExitCode, (await errors + " " + await output).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryResult.Transient("4.3.0", $"the command ran for longer than {options.Value.CommandTimeout}");
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return DeliveryResult.Transient("4.3.0", "the command could not be run: " + e.Message.ReplaceLineEndings(" "));
        }
    }

    private ProcessStartInfo StartInfo(LeasedRecipient leased)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", leased.Recipient.Command! },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // Only what is named here: the server's own environment may hold its settings.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["SENDER"] = leased.ReversePath;
        start.Environment["RECIPIENT"] = leased.Recipient.Address;
        start.Environment["ORIGINAL_RECIPIENT"] = leased.Recipient.Address;
        start.Environment["EXTENSION"] = leased.Recipient.Detail ?? "";
        start.Environment["MAIL_CONFIG_HOST"] = smtp.Value.HostName;
        return start;
    }

    private static async Task FeedAsync(Process process, LeasedRecipient leased, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            Stream input = process.StandardInput.BaseStream;
            await input.WriteAsync(FinalDelivery.HeaderPrefix(leased.ReversePath, leased.Recipient.Address), cancellationToken);
            await input.WriteAsync(content, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command may end without having read all of it; its exit code tells what it thinks.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            kept.Append(buffer, 0, Math.Min(read, Math.Max(0, MaxOutput - kept.Length)));
        }

        return kept.ToString().ReplaceLineEndings(" ").Trim();
    }

    // sysexits.h, and what sendmail makes of it.
    private static DeliveryResult OfExitCode(int code, string output)
    {
        string reason = $"the command ended with {code}{(output.Length > 0 ? ": " + output : "")}";
        return code switch
        {
            0 => DeliveryResult.Delivered,
            67 => DeliveryResult.Permanent("5.1.1", reason),  // EX_NOUSER
            68 => DeliveryResult.Permanent("5.1.2", reason),  // EX_NOHOST
            69 => DeliveryResult.Permanent("5.3.0", reason),  // EX_UNAVAILABLE
            73 => DeliveryResult.Permanent("5.2.0", reason),  // EX_CANTCREAT
            71 or 74 or 75 => DeliveryResult.Transient("4.3.0", reason), // EX_OSERR, EX_IOERR, EX_TEMPFAIL
            77 => DeliveryResult.Permanent("5.7.0", reason),  // EX_NOPERM
            126 or 127 => DeliveryResult.Transient("4.3.5", reason), // The shell found no such command.
            _ => DeliveryResult.Permanent("5.3.0", reason),
        };
    }
}
