using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary>The mail tables, each a key and a text or a list: <c>waypost aliases</c>, <c>virtual-users</c>, <c>access-entries</c>,
/// <c>forwards</c>, <c>generic-addresses</c> and <c>mailer-routes</c>.</summary>
internal static class MailTableCommands
{
    public static IEnumerable<Command> Build(GlobalOptions options) =>
    [
        Lists<Alias, AliasPut>(
            options, new("aliases", "aliases", "an alias", "name", "A local name"), "An account, an alias or an address",
            client => client.Aliases, alias => alias.Name, alias => alias.Targets, targets => new(targets)),
        Texts<VirtualUser, VirtualUserPut>(
            options, new("virtual-users", "virtual users", "a virtual user", "address", "user@domain, or @domain for everybody there"), "target", "An account, an alias, an address, or error:...",
            client => client.VirtualUsers, user => user.Address, user => user.Target, target => new(target)),
        AccessEntriesCommand.AddTo(options, Texts<AccessEntry, AccessEntryPut>(
            options, new("access-entries", "access entries", "an access entry", "key", "As in sendmail's access table: From:spam@example.net, Connect:192.0.2"), "value", "OK, RELAY, REJECT, DISCARD, QUARANTINE:..., ERROR:...",
            client => client.AccessEntries, entry => entry.Key, entry => entry.Value, value => new(value))),
        Lists<Forward, ForwardPut>(
            options, new("forwards", "forwards of accounts", "an account's forward", "account", "An account, or account+detail"), "An address, or \\account to keep a copy",
            client => client.Forwards, forward => forward.Account, forward => forward.Targets, targets => new(targets)),
        Texts<GenericAddress, GenericAddressPut>(
            options, new("generic-addresses", "generic addresses", "a generic address", "address", "A local address or name"), "target", "What stands for it in outgoing mail",
            client => client.GenericAddresses, address => address.Address, address => address.Target, target => new(target)),
        Texts<MailerRoute, MailerRoutePut>(
            options, new("mailer-routes", "mailer routes", "a mailer route", "domain", "A domain, or .domain for all below"), "target", "smtp:[host], relay:host:port, local:name, error:...",
            client => client.MailerRoutes, route => route.Domain, route => route.Target, target => new(target)),
    ];

    private static Command Texts<T, TPut>(
        GlobalOptions options, Names names, string member, string about, Func<WaypostClient, KeyedClient<T, TPut>> resources, Func<T, string> key, Func<T, string> text, Func<string, TPut> put)
        where T : class
    {
        View<T> view = new(new(names.Key.ToUpperInvariant(), key), new(member.ToUpperInvariant(), text));
        Argument<string> value = new(member) { Description = about };
        return Build(options, names, resources, view, value, parsed => put(parsed.GetRequiredValue(value)));
    }

    private static Command Lists<T, TPut>(
        GlobalOptions options, Names names, string about, Func<WaypostClient, KeyedClient<T, TPut>> resources, Func<T, string> key, Func<T, IReadOnlyList<string>> texts, Func<string[], TPut> put)
        where T : class
    {
        View<T> view = new(new(names.Key.ToUpperInvariant(), key), new("TARGETS", item => string.Join(", ", texts(item))));
        Argument<string[]> values = new("target") { Description = about, Arity = ArgumentArity.OneOrMore };
        return Build(options, names, resources, view, values, parsed => put(parsed.GetRequiredValue(values)));
    }

    private static Command Build<T, TPut>(
        GlobalOptions options, Names names, Func<WaypostClient, KeyedClient<T, TPut>> resources, View<T> view, Argument value, Func<ParseResult, TPut> put)
        where T : class
    {
        Argument<string> key = new(names.Key) { Description = names.AboutKey };
        Command command = ResourceCommand.Build(options, names.Command, names.Many, names.Key, resources, view);
        command.Subcommands.Add(ResourceCommand.Set(options, names.One, key, [value], resources, put, view));
        return command;
    }

    /// <param name="Command">The command.</param>
    /// <param name="Many">Several, in running text.</param>
    /// <param name="One">One, with its article.</param>
    /// <param name="Key">What the key is called.</param>
    /// <param name="AboutKey">What it is.</param>
    private sealed record Names(string Command, string Many, string One, string Key, string AboutKey);
}
