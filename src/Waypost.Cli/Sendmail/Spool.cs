using System.Globalization;
using System.Text;

namespace Waypost.Cli.Sendmail;

/// <summary>A message that waits here for the server.</summary>
internal sealed record SpooledMessage(string Id, DateTimeOffset Created, Submission Message, string LastText);

/// <summary>A directory of messages that could not be handed over: one file each, a head of lines, an empty line, the message.
/// A file is there whole or not at all, and is held by a lock while it is sent.</summary>
internal sealed class Spool(string directory)
{
    private const string Mark = "waypost-spool 1";
    private const string Extension = ".msg";

    public string Location => directory;

    /// <summary>Keeps a message and returns its id once it is on the disk.</summary>
    public string Add(Submission message, string reason, DateTimeOffset created)
    {
        Make(directory);
        string id = created.ToUnixTimeMilliseconds().ToString("X", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        Write(id, new SpooledMessage(id, created, message, reason));
        return id;
    }

    /// <summary>Every message, oldest first; those that cannot be read are left out.</summary>
    public IReadOnlyList<SpooledMessage> List()
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal).Select(Read).OfType<SpooledMessage>()];
    }

    /// <summary>Takes a message for sending; null when another process has it, or it is gone. Disposing gives it back.</summary>
    public FileStream? Take(string id)
    {
        try
        {
            // The lock is on a file of its own: the message's file is replaced by renaming.
            FileStream taken = new(Path.Combine(directory, id + ".lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
            if (File.Exists(PathOf(id)))
            {
                return taken;
            }

            taken.Dispose();
            return null;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool IsTaken(string id)
    {
        if (!File.Exists(Path.Combine(directory, id + ".lock")))
        {
            return false;
        }

        using FileStream? taken = Take(id);
        return taken is null;
    }

    public void Remove(string id) => File.Delete(PathOf(id));

    /// <summary>Keeps what is left of a message: who was not taken yet, and why.</summary>
    public void Replace(SpooledMessage message) => Write(message.Id, message);

    private static void Make(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Write(string id, SpooledMessage spooled)
    {
        StringBuilder head = new(Mark + "\n");
        void Line(string name, string? value)
        {
            if (value is not null)
            {
                head.Append(name).Append(' ').Append(value.ReplaceLineEndings(" ")).Append('\n');
            }
        }

        Line("created", spooled.Created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Line("from", spooled.Message.ReversePath);
        foreach (string recipient in spooled.Message.Recipients)
        {
            Line("rcpt", recipient);
        }

        Line("notify", spooled.Message.Notify);
        Line("ret", spooled.Message.Return);
        Line("envid", spooled.Message.EnvelopeId);
        Line("last", spooled.LastText);
        head.Append('\n');

        string temporary = Path.Combine(directory, id + ".tmp");
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            file.Write(Encoding.UTF8.GetBytes(head.ToString()));
            file.Write(spooled.Message.Content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, PathOf(id), overwrite: true);
    }

    private static SpooledMessage? Read(string path)
    {
        try
        {
            byte[] all = File.ReadAllBytes(path);
            int end = all.AsSpan().IndexOf("\n\n"u8);
            string[] head = end < 0 ? [] : Encoding.UTF8.GetString(all, 0, end).Split('\n');
            if (head.Length == 0 || head[0] != Mark)
            {
                return null;
            }

            string? One(string name) => Array.Find(head, line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];
            long created = long.TryParse(One("created"), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? seconds : 0;
            Submission message = new(One("from") ?? "", [.. head.Where(line => line.StartsWith("rcpt ", StringComparison.Ordinal)).Select(line => line[5..])], all[(end + 2)..])
            {
                Notify = One("notify"),
                Return = One("ret"),
                EnvelopeId = One("envid"),
            };
            return new SpooledMessage(Path.GetFileNameWithoutExtension(path), DateTimeOffset.FromUnixTimeSeconds(created), message, One("last") ?? "");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(directory, id + Extension);
}
