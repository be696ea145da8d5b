using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost records</c>: the RRsets of a zone.</summary>
internal static class RecordsCommand
{
    private static readonly View<Rrset> View = new(
        new("OWNER", rrset => rrset.Owner),
        new("TTL", rrset => View<Rrset>.Number(rrset.Ttl)),
        new("TYPE", rrset => rrset.Type),
        new("RECORDS", rrset => string.Join(" | ", rrset.Records)));

    public static Command Build(GlobalOptions options) => new("records", "Lists and changes the RRsets of a zone")
    {
        ZonesCommand.ViewOption,
        List(options),
        Set(options),
        Delete(options),
    };

    private static Command List(GlobalOptions options)
    {
        Argument<string> zone = new("zone");
        return new Command("list", "Lists the RRsets of a zone") { zone }.WithCall(options, async call =>
        {
            List<Rrset> rrsets = [];
            await foreach (Rrset rrset in call.Client.Rrsets.InView(call.Parsed.GetValue(ZonesCommand.ViewOption)).ListAsync(call.Required(zone), call.Cancellation))
            {
                rrsets.Add(rrset);
            }

            View.Write(call.Output, call.Format, rrsets);
        });
    }

    private static Command Set(GlobalOptions options)
    {
        Argument<string> zone = new("zone");
        Argument<string> owner = new("owner") { Description = "Relative to the zone: www, @ for the apex" };
        Argument<string> type = new("type");
        Argument<string[]> records = new("record") { Description = "The rdata as a master file has it, one argument a record", Arity = ArgumentArity.OneOrMore };
        Option<long?> ttl = new("--ttl") { Description = "In seconds" };
        return new Command("set", "Creates or replaces one RRset") { zone, owner, type, records, ttl }.WithCall(options, async call =>
        {
            RrsetPut body = new(call.Required(records), call.Parsed.GetValue(ttl));
            Tagged<Rrset> stored = await call.Client.Rrsets.InView(call.Parsed.GetValue(ZonesCommand.ViewOption)).PutAsync(
                call.Required(zone), call.Required(owner), call.Required(type), body, Precondition.None, call.Cancellation);
            View.Write(call.Output, call.Format, stored.Value);
        });
    }

    private static Command Delete(GlobalOptions options)
    {
        Argument<string> zone = new("zone");
        Argument<string> owner = new("owner");
        Argument<string> type = new("type");
        return new Command("delete", "Deletes one RRset") { zone, owner, type }.WithCall(options, call => call.Client.Rrsets.InView(call.Parsed.GetValue(ZonesCommand.ViewOption)).DeleteAsync(
            call.Required(zone), call.Required(owner), call.Required(type), Precondition.None, call.Cancellation));
    }
}
