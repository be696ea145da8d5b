using System.Text;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery.Agents;

/// <summary>Appends a message to a file in mbox form (RFC 4155, with From lines in the text quoted as mboxrd does).</summary>
public sealed class FileAgent(IOptions<DeliveryOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    internal async Task<DeliveryResult> DeliverAsync(LeasedRecipient leased, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string path = leased.Recipient.File!;
        if (!options.Value.AllowFiles)
        {
            return DeliveryResult.Permanent("5.7.1", "mail to files is not allowed here");
        }

        if (!Path.IsPathFullyQualified(path) || Directory.Exists(path) || new FileInfo(path) is { LinkTarget: not null })
        {
            return DeliveryResult.Permanent("5.2.0", "the file of the recipient is no regular file");
        }

        byte[] entry = Mbox.Write(leased.ReversePath, FinalDelivery.HeaderPrefix(leased.ReversePath, leased.Recipient.Address), content, time.GetUtcNow());
        try
        {
            await using FileStream file = await LockAsync(path, cancellationToken);
            long end = file.Length;
            try
            {
                file.Seek(0, SeekOrigin.End);
                await file.WriteAsync(entry, CancellationToken.None);
#pragma warning disable CA1849 // FlushAsync does not reach the disk.
                file.Flush(flushToDisk: true);
#pragma warning restore CA1849
            }
            catch (IOException)
            {
                file.SetLength(end); // Half a message would be read as one.
                throw;
            }

            return DeliveryResult.Delivered;
        }
        catch (UnauthorizedAccessException)
        {
            return DeliveryResult.Permanent("5.2.0", "the file of the recipient may not be written");
        }
        catch (DirectoryNotFoundException)
        {
            return DeliveryResult.Permanent("5.2.0", "the directory of the recipient's file does not exist");
        }
        catch (IOException e)
        {
            return DeliveryResult.Transient("4.3.0", "the file of the recipient could not be written: " + e.Message.ReplaceLineEndings(" "));
        }
    }

    // Sharing nothing is flock(2) on Unix, which other delivery agents honour.
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
                if (!OperatingSystem.IsWindows())
                {
                    how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                return new FileStream(path, how);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException && TimeProvider.System.GetElapsedTime(limit) < LockTimeout)
            {
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }
}

/// <summary>One message as an mbox file has it.</summary>
internal static class Mbox
{
    public static byte[] Write(string reversePath, ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> content, DateTimeOffset now)
    {
        string date = now.UtcDateTime.ToString("ddd MMM d HH':'mm':'ss yyyy", System.Globalization.CultureInfo.InvariantCulture);
        using var output = new MemoryStream(content.Length + prefix.Length + 128);
        output.Write(Encoding.UTF8.GetBytes($"From {(reversePath.Length == 0 ? "MAILER-DAEMON" : reversePath.Replace(' ', '_'))} {date}\n"));
        WriteLines(output, prefix.Span);
        WriteLines(output, content.Span);
        output.Write("\n"u8);
        return output.ToArray();
    }

    private static void WriteLines(MemoryStream output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.TrimStart((byte)'>').StartsWith("From "u8))
            {
                output.Write(">"u8);
            }

            output.Write(line is [.., (byte)'\r'] ? line[..^1] : line);
            output.Write("\n"u8);
        }
    }
}
