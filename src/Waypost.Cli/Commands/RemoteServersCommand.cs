using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost remote-servers</c> and <c>waypost remote-server-lists</c>.</summary>
internal static class RemoteServersCommand
{
    private static readonly View<RemoteServer> View = new(
        new("ADDRESS", server => server.Address),
        new("KEY", server => server.Key ?? ""),
        new("BOGUS", server => server.Bogus == true ? "yes" : ""),
        new("TRANSFER-FORMAT", server => server.TransferFormat ?? ""));

    private static readonly View<RemoteServerList> ListView = new(
        new("NAME", list => list.Name),
        new("PORT", list => list.Port is { } port ? View<RemoteServerList>.Number(port) : ""),
        new("SERVERS", list => string.Join("; ", list.Servers)));

    public static Command BuildLists(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Argument<string[]> servers = new("server") { Description = "An address, \"192.0.2.1 port 5353 key name tls name\", or another list", Arity = ArgumentArity.OneOrMore };
        Option<int?> port = new("--port") { Description = "The port of servers that have none of their own" };
        Command command = ResourceCommand.Build(options, "remote-server-lists", "named lists of servers (primaries)", "name", client => client.RemoteServerLists, ListView);
        command.Subcommands.Add(ResourceCommand.Set(
            options, "a list of servers", name, [servers, port], client => client.RemoteServerLists,
            parsed => new RemoteServerListPut(parsed.GetRequiredValue(servers), parsed.GetValue(port)), ListView));
        return command;
    }

    public static Command Build(GlobalOptions options)
    {
        Argument<string> address = new("address") { Description = "An address or a prefix" };
        Option<string?> key = new("--key-name") { Description = "The TSIG key that signs what it is sent" };
        Option<bool?> bogus = new("--bogus") { Description = "Nothing is ever sent to it" };
        Option<bool?> edns = new("--edns") { Description = "EDNS is used with it" };
        Option<int?> ednsUdpSize = new("--edns-udp-size") { Description = "512 to 4096 bytes" };
        Option<bool?> provideIxfr = new("--provide-ixfr") { Description = "It is given incremental transfers" };
        Option<bool?> requestIxfr = new("--request-ixfr") { Description = "It is asked for incremental transfers" };
        Option<bool?> requestExpire = new("--request-expire") { Description = "It is asked for the EXPIRE option" };
        Option<bool?> tcpOnly = new("--tcp-only") { Description = "It is asked over TCP alone" };
        Option<string?> transferFormat = new("--transfer-format") { Description = "one-answer or many-answers" };
        Option<int?> transfers = new("--transfers") { Description = "How many transfers from it run at once" };
        Command command = ResourceCommand.Build(options, "remote-servers", "what is known of other servers", "address", client => client.RemoteServers, View);
        command.Subcommands.Add(ResourceCommand.Set(
            options, "what is known of a server", address, [key, bogus, edns, ednsUdpSize, provideIxfr, requestIxfr, requestExpire, tcpOnly, transferFormat, transfers], client => client.RemoteServers,
            parsed => new RemoteServerPut(
                Key: parsed.GetValue(key), Bogus: parsed.GetValue(bogus), Edns: parsed.GetValue(edns), EdnsUdpSize: parsed.GetValue(ednsUdpSize),
                ProvideIxfr: parsed.GetValue(provideIxfr), RequestIxfr: parsed.GetValue(requestIxfr), RequestExpire: parsed.GetValue(requestExpire),
                TcpOnly: parsed.GetValue(tcpOnly), TransferFormat: parsed.GetValue(transferFormat), Transfers: parsed.GetValue(transfers)),
            View));
        return command;
    }
}
