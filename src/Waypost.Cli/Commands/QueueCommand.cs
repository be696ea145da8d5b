using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost queue</c>.</summary>
internal static class QueueCommand
{
    private static readonly View<QueueMessage> View = new(
        new("ID", message => message.Id),
        new("SIZE", message => View<QueueMessage>.Number(message.Size)),
        new("ACCEPTED", message => View<QueueMessage>.Time(message.AcceptedAt)),
        new("REVERSE-PATH", message => $"<{message.ReversePath}>"),
        new("RECIPIENTS", message => string.Join(" | ", message.Recipients.Select(Describe))));

    public static Command Build(GlobalOptions options)
    {
        Command command = ResourceCommand.Build(options, "queue", "queued messages", "id", client => client.Queue, View);
        command.Subcommands.Add(One(options, "hold", "Keeps a message from being tried", (queue, id, cancellation) => queue.HoldAsync(id, cancellation)));
        command.Subcommands.Add(One(options, "release", "Undoes a hold", (queue, id, cancellation) => queue.ReleaseAsync(id, cancellation)));
        command.Subcommands.Add(Flush(options));
        return command;
    }

    private static Command One(GlobalOptions options, string name, string what, Func<QueueClient, string, CancellationToken, Task> action)
    {
        Argument<string> id = new("id");
        return new Command(name, what) { id }.WithCall(options, call => action(call.Client.Queue, call.Required(id), call.Cancellation));
    }

    private static Command Flush(GlobalOptions options)
    {
        Argument<string?> id = new("id") { Description = "One message; without it, all", Arity = ArgumentArity.ZeroOrOne };
        return new Command("flush", "Makes messages due now") { id }.WithCall(options, async call =>
        {
            if (call.Parsed.GetValue(id) is { } one)
            {
                await call.Client.Queue.FlushAsync(one, call.Cancellation);
                return;
            }

            QueueFlushResult result = await call.Client.Queue.FlushAllAsync(call.Cancellation);
            await call.Output.WriteLineAsync($"{result.Recipients} recipients are due");
        });
    }

    private static string Describe(QueueMessageRecipient recipient)
    {
        string next = recipient.NextAttempt is null ? "" : $", next {View<QueueMessage>.Time(recipient.NextAttempt)}";
        string reason = string.IsNullOrEmpty(recipient.Reason) ? "" : $": {recipient.Reason}";
        return $"{recipient.Address} ({recipient.State}, {recipient.Attempts} attempts{next}){reason}";
    }
}
