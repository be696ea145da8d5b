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
        new("TRACE", message => message.TraceId ?? ""),
        new("SIZE", message => View<QueueMessage>.Number(message.Size)),
        new("ACCEPTED", message => View<QueueMessage>.Time(message.AcceptedAt)),
        new("REVERSE-PATH", message => $"<{message.ReversePath}>"),
        new("RECIPIENTS", message => string.Join(" | ", message.Recipients.Select(Describe))));

    public static Command Build(GlobalOptions options)
    {
        Command command = new("queue", "Lists and changes queued messages");
        command.Subcommands.Add(List(options));
        Argument<string> id = new("id");
        command.Subcommands.Add(new Command("get", "Shows one queued message") { id }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.Queue.GetAsync(call.Required(id), call.Cancellation)).Value)));
        command.Subcommands.Add(Act(options, "hold", "Keeps messages from being tried"));
        command.Subcommands.Add(Act(options, "release", "Undoes a hold"));
        command.Subcommands.Add(Act(options, "flush", "Makes messages due now; without an id or filter, all"));
        command.Subcommands.Add(Act(options, "requeue", "Begins anew: due now, no attempt counted"));
        command.Subcommands.Add(Act(options, "expire", "Makes the next attempt the last"));
        command.Subcommands.Add(Act(options, "bounce", "Returns messages to their senders without another attempt"));
        command.Subcommands.Add(Act(options, "delete", "Removes messages; nobody is told"));
        command.Subcommands.Add(Priority(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        QueueFilterOptions filter = new();
        Command command = new("list", "Lists queued messages");
        filter.AddTo(command);
        return command.WithCall(options, async call =>
        {
            List<QueueMessage> items = [];
            await foreach (QueueMessage item in call.Client.Queue.ListAsync(filter.Read(call.Parsed), call.Cancellation))
            {
                items.Add(item);
            }

            View.Write(call.Output, call.Format, items);
        });
    }

    private static Command Act(GlobalOptions options, string verb, string what)
    {
        Argument<string?> id = new("id") { Description = "One message; without it, what the options say", Arity = ArgumentArity.ZeroOrOne };
        QueueFilterOptions filter = new();
        Command command = new(verb, what) { id };
        filter.AddTo(command);
        filter.AddAllTo(command);
        return command.WithCall(options, async call =>
        {
            if (call.Parsed.GetValue(id) is { } one)
            {
                await (verb == "delete"
                    ? call.Client.Queue.DeleteAsync(one, Precondition.None, call.Cancellation)
                    : call.Client.Queue.ActAsync(verb, one, call.Cancellation));
                return;
            }

            QueueActionSummary result = await call.Client.Queue.ActAsync(verb, filter.Read(call.Parsed), call.Cancellation);
            await call.Output.WriteLineAsync($"{result.Recipients} recipients of {result.Messages} messages");
        });
    }

    private static Command Priority(GlobalOptions options)
    {
        Argument<string> id = new("id");
        Argument<int> priority = new("priority") { Description = "-9 to 9; higher ones are delivered first" };
        return new Command("priority", "Gives a message another priority") { id, priority }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, await call.Client.Queue.SetPriorityAsync(call.Required(id), call.Required(priority), call.Cancellation)));
    }

    private static string Describe(QueueMessageRecipient recipient)
    {
        string next = recipient.NextAttempt is null ? "" : $", next {View<QueueMessage>.Time(recipient.NextAttempt)}";
        string reason = string.IsNullOrEmpty(recipient.Reason) ? "" : $": {recipient.Reason}";
        return $"{recipient.Address} ({recipient.State}, {recipient.Attempts} attempts{next}){reason}";
    }
}
