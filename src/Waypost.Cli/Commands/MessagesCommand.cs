using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost messages</c>: what has become of mail.</summary>
internal static class MessagesCommand
{
    private static readonly View<Message> View = new(
        new("ID", message => message.Id),
        new("TRACE", message => message.TraceId),
        new("ACCEPTED", message => View<Message>.Time(message.AcceptedAt)),
        new("SIZE", message => View<Message>.Number(message.Size)),
        new("REVERSE-PATH", message => $"<{message.ReversePath}>"),
        new("RECIPIENTS", message => string.Join(", ", message.Recipients)));

    private static readonly View<MessageStep> Steps = new(
        new("AT", step => View<MessageStep>.Time(step.At)),
        new("EVENT", step => step.Event),
        new("RECIPIENT", step => step.Recipient),
        new("HOST", step => step.Host ?? ""),
        new("DETAIL", step => step.Detail ?? ""));

    public static Command Build(GlobalOptions options)
    {
        Command command = new("messages", "Tells what has become of messages, also after they have left the queue");
        command.Subcommands.Add(List(options));
        Argument<string> id = new("id") { Description = "The id, or the id in the Received field" };
        command.Subcommands.Add(new Command("events", "Shows every step of every recipient") { id }.WithCall(options, async call =>
        {
            List<MessageStep> steps = [];
            await foreach (MessageStep step in call.Client.Messages.ReadEventsAsync(call.Required(id), call.Cancellation))
            {
                steps.Add(step);
            }

            Steps.Write(call.Output, call.Format, steps);
        }));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        Option<string?> sender = new("--sender") { Description = "Only of this reverse-path" };
        Option<string?> recipient = new("--recipient") { Description = "Only to this forward-path" };
        Option<DateTimeOffset?> since = new("--since") { Description = "Only those accepted since" };
        Option<int> limit = new("--limit") { Description = "At most so many", DefaultValueFactory = _ => 100 };
        return new Command("list", "Lists accepted messages, newest first") { sender, recipient, since, limit }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.Messages.ListPageAsync(
                call.Parsed.GetValue(sender), call.Parsed.GetValue(recipient), call.Parsed.GetValue(since), null, call.Parsed.GetValue(limit), call.Cancellation)).Items));
    }
}
