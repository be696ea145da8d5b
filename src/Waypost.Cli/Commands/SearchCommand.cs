using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost search</c>: finds a text in everything.</summary>
internal static class SearchCommand
{
    private static readonly View<SearchHit> View = new(
        new("KIND", hit => hit.Kind),
        new("KEY", hit => hit.Key),
        new("DETAIL", hit => hit.Detail));

    private static readonly View<RecordHit> Records = new(
        new("ZONE", hit => hit.Zone),
        new("OWNER", hit => hit.Owner),
        new("TTL", hit => View<RecordHit>.Number(hit.Ttl)),
        new("TYPE", hit => hit.Type),
        new("RECORDS", hit => string.Join(" | ", hit.Records)));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> text = new("text");
        Option<int> limit = new("--limit") { Description = "How many at most", DefaultValueFactory = _ => 100 };
        Option<bool> points = new("--points-here") { Description = "Only records that are, or point to, exactly this" };
        return new Command("search", "Finds a text in records, mail tables, keys, ACLs and the queue") { text, limit, points }.WithCall(options, async call =>
        {
            if (call.Parsed.GetValue(points))
            {
                Records.Write(call.Output, call.Format, (await call.Client.Search.FindRecordsPageAsync(call.Required(text), null, call.Parsed.GetValue(limit), call.Cancellation)).Items);
                return;
            }

            View.Write(call.Output, call.Format, (await call.Client.Search.FindPageAsync(call.Required(text), null, call.Parsed.GetValue(limit), call.Cancellation)).Items);
        });
    }
}
