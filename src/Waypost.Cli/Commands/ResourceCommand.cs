using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary>The verbs that every keyed collection has: list, get and delete. Each kind adds its own set.</summary>
internal static class ResourceCommand
{
    public static Command Build<T>(
        GlobalOptions options, string name, string what, string key, Func<WaypostClient, ResourceClient<T>> resources, View<T> view)
        where T : class => Build(options, name, what, key, (client, _) => resources(client), view);

    public static Command Build<T>(
        GlobalOptions options, string name, string what, string key, Func<WaypostClient, ParseResult, ResourceClient<T>> resources, View<T> view)
        where T : class
    {
        Command command = new(name, $"Lists and changes {what}");
        command.Subcommands.Add(new Command("list", $"Lists {what}").WithCall(options, async call =>
        {
            List<T> items = [];
            await foreach (T item in resources(call.Client, call.Parsed).ListAsync(call.Cancellation))
            {
                items.Add(item);
            }

            view.Write(call.Output, call.Format, items);
        }));

        Argument<string> keyToGet = new(key);
        command.Subcommands.Add(new Command("get", $"Shows one of the {what}") { keyToGet }.WithCall(options, async call =>
            view.Write(call.Output, call.Format, (await resources(call.Client, call.Parsed).GetAsync(call.Required(keyToGet), call.Cancellation)).Value)));

        Argument<string> keyToDelete = new(key);
        command.Subcommands.Add(new Command("delete", $"Deletes one of the {what}") { keyToDelete }.WithCall(options, call =>
            resources(call.Client, call.Parsed).DeleteAsync(call.Required(keyToDelete), Precondition.None, call.Cancellation)));
        return command;
    }

    /// <summary>The verb set of a collection that is written whole at its key; <paramref name="members"/> are arguments and options of the body.</summary>
    public static Command Set<T, TPut>(
        GlobalOptions options, string what, Argument<string> key, IEnumerable<Symbol> members, Func<WaypostClient, KeyedClient<T, TPut>> resources, Func<ParseResult, TPut> body, View<T> view)
        where T : class
    {
        Command command = new Command("set", $"Creates or replaces {what}") { key };
        foreach (Symbol member in members)
        {
            if (member is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else if (member is Option option)
            {
                command.Options.Add(option);
            }
        }

        return command.WithCall(options, async call =>
            view.Write(call.Output, call.Format, (await resources(call.Client).PutAsync(call.Required(key), body(call.Parsed), Precondition.None, call.Cancellation)).Value));
    }
}
