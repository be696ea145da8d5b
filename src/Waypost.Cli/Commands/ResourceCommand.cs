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
        where T : class
    {
        Command command = new(name, $"Lists and changes {what}");
        command.Subcommands.Add(new Command("list", $"Lists {what}").WithCall(options, async call =>
        {
            List<T> items = [];
            await foreach (T item in resources(call.Client).ListAsync(call.Cancellation))
            {
                items.Add(item);
            }

            view.Write(call.Output, call.Format, items);
        }));

        Argument<string> keyToGet = new(key);
        command.Subcommands.Add(new Command("get", $"Shows one of the {what}") { keyToGet }.WithCall(options, async call =>
            view.Write(call.Output, call.Format, (await resources(call.Client).GetAsync(call.Required(keyToGet), call.Cancellation)).Value)));

        Argument<string> keyToDelete = new(key);
        command.Subcommands.Add(new Command("delete", $"Deletes one of the {what}") { keyToDelete }.WithCall(options, call =>
            resources(call.Client).DeleteAsync(call.Required(keyToDelete), Precondition.None, call.Cancellation)));
        return command;
    }
}
