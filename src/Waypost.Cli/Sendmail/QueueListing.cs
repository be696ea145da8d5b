using System.Globalization;
using Waypost.Cli.Classic;
using Waypost.Client;

namespace Waypost.Cli.Sendmail;

/// <summary>A message in a listing, of the server's queue or of the spool.</summary>
internal sealed record ListedMessage(string Id, char Flag, long Size, DateTimeOffset At, string Sender, string? Reason, string? Quarantine, IReadOnlyList<(string Address, string? Reason)> Recipients);

/// <summary>The queue as <c>mailq</c> shows it: in sendmail's form, or in Postfix's.</summary>
internal static class QueueListing
{
    public const string Sendmail = "sendmail";
    public const string Postfix = "postfix";

    /// <summary>Lists the server's queue, or a spool.</summary>
    public static async Task<int> RunAsync(SubmitSettings settings, Spool? spool, List<QueueSelector> selectors, string form, ClassicConsole console)
    {
        List<ListedMessage> messages = [];
        if (spool is not null)
        {
            messages.AddRange(spool.List().Where(one => selectors.TrueForAll(selector => Selects(selector, one))).Select(one => Describe(one, spool.IsTaken(one.Id))));
        }
        else
        {
            using WaypostClient client = settings.Api.Connect();
            await foreach (QueueMessage message in client.Queue.ListAsync(CancellationToken.None))
            {
                if (selectors.TrueForAll(selector => Selects(selector, message)))
                {
                    messages.Add(Describe(message, DateTimeOffset.UtcNow));
                }
            }
        }

        await using StreamWriter output = ClassicConsole.Writer(console.Output);
        if (form == Postfix)
        {
            WritePostfix(output, messages);
        }
        else
        {
            WriteSendmail(output, messages, spool?.Location ?? "/var/spool/mqueue");
        }

        return SysExit.Ok;
    }

    public static bool Selects(QueueSelector selector, QueueMessage message) =>
        Selects(selector, message.Id, message.ReversePath, message.Recipients.Select(one => one.Address), QuarantineOf(message));

    public static bool Selects(QueueSelector selector, SpooledMessage message) =>
        Selects(selector, message.Id, message.Message.ReversePath, message.Message.Recipients, null);

    private static bool Selects(QueueSelector selector, string id, string sender, IEnumerable<string> recipients, string? quarantine)
    {
        bool found = selector.Kind switch
        {
            'I' => id.Contains(selector.Text, StringComparison.OrdinalIgnoreCase),
            'S' => sender.Contains(selector.Text, StringComparison.OrdinalIgnoreCase),
            'R' => recipients.Any(one => one.Contains(selector.Text, StringComparison.OrdinalIgnoreCase)),
            _ => quarantine is not null && quarantine.Contains(selector.Text, StringComparison.OrdinalIgnoreCase),
        };
        return found != selector.Negated;
    }

    private static ListedMessage Describe(SpooledMessage one, bool taken) =>
        new(one.Id, taken ? '*' : ' ', one.Message.Content.Length, one.Created, one.Message.ReversePath, one.LastText, null, [.. one.Message.Recipients.Select(address => (address, (string?)null))]);

    private static ListedMessage Describe(QueueMessage message, DateTimeOffset now)
    {
        bool held = message.Recipients.Any(one => one.State == "held");
        bool young = message.Recipients.All(one => one.NextAttempt is { } next && next > now && one.Attempts == 0);
        char flag = held ? '!' : young ? '-' : message.Recipients.Any(one => one.NextAttempt is null || one.NextAttempt <= now) ? '*' : ' ';
        return new ListedMessage(
            message.Id, flag, message.Size, message.AcceptedAt, message.ReversePath, message.Recipients.Select(one => one.Reason).FirstOrDefault(reason => reason is not null),
            QuarantineOf(message), [.. message.Recipients.Select(one => (one.Address, one.Reason))]);
    }

    private static string? QuarantineOf(QueueMessage message) =>
        message.Quarantine is { } reason ? reason
        : message.Recipients.Any(one => one.State == "held") ? message.Recipients.Select(one => one.Reason).FirstOrDefault(text => text is not null) ?? "held"
        : null;

    private static void WriteSendmail(TextWriter output, List<ListedMessage> messages, string place)
    {
        if (messages.Count == 0)
        {
            output.WriteLine($"{place} is empty");
            output.WriteLine("\t\tTotal requests: 0");
            return;
        }

        output.WriteLine($"\t\t{place} ({messages.Count} request{(messages.Count == 1 ? "" : "s")})");
        output.WriteLine("-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------");
        foreach (ListedMessage message in messages)
        {
            char flag = message.Flag == '!' ? ' ' : message.Flag;
            output.WriteLine($"{message.Id,-13}{flag} {message.Size,8} {Time(message.At, "ddd MMM d HH:mm", 16),-16} <{message.Sender}>");
            if (message.Quarantine is not null)
            {
                output.WriteLine($"     QUARANTINE: {message.Quarantine}");
            }
            else if (!string.IsNullOrEmpty(message.Reason))
            {
                output.WriteLine($"                 ({Shorten(message.Reason, 150)})");
            }

            foreach ((string address, string? _) in message.Recipients)
            {
                output.WriteLine($"\t\t\t\t\t <{address}>");
            }
        }

        output.WriteLine($"\t\tTotal requests: {messages.Count}");
    }

    private static void WritePostfix(TextWriter output, List<ListedMessage> messages)
    {
        if (messages.Count == 0)
        {
            output.WriteLine("Mail queue is empty");
            return;
        }

        output.WriteLine("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------");
        foreach (ListedMessage message in messages)
        {
            string id = message.Id + (message.Flag is '*' or '!' ? message.Flag.ToString() : "");
            output.WriteLine($"{id,-11} {message.Size,8} {Time(message.At, "ddd MMM d HH:mm:ss", 20),-20} {(message.Sender.Length == 0 ? "MAILER-DAEMON" : message.Sender)}");
            foreach (IGrouping<string?, (string Address, string? Reason)> group in message.Recipients.GroupBy(one => one.Reason))
            {
                if (!string.IsNullOrEmpty(group.Key))
                {
                    output.WriteLine($"({group.Key})".PadLeft(42));
                }

                foreach ((string address, string? _) in group)
                {
                    output.WriteLine(new string(' ', 42) + address);
                }
            }

            output.WriteLine();
        }

        output.WriteLine($"-- {(messages.Sum(one => one.Size) + 1023) / 1024} Kbytes in {messages.Count} Request{(messages.Count == 1 ? "" : "s")}.");
    }

    private static string Shorten(string text, int length) => text.ReplaceLineEndings(" ") is var one && one.Length <= length ? one : one[..length];

    // As ctime has it: the day of the month is padded to two.
    private static string Time(DateTimeOffset at, string form, int width)
    {
        string[] parts = at.ToLocalTime().ToString(form, CultureInfo.InvariantCulture).Split(' ');
        string text = $"{parts[0]} {parts[1]} {parts[2],2} {parts[3]}";
        return text.Length > width ? text[..width] : text;
    }
}
