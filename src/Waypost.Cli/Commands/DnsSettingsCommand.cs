using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost dns-settings</c>.</summary>
internal static class DnsSettingsCommand
{
    private static readonly View<DnsSettings> View = new(
        new("ALLOW-QUERY", all => string.Join("; ", all.Settings?.AllowQuery ?? ["any"])),
        new("ALLOW-TRANSFER", all => string.Join("; ", all.Settings?.AllowTransfer ?? ["none"])),
        new("BLACKHOLE", all => string.Join("; ", all.Blackhole ?? ["none"])),
        new("QUERY-LOG", all => all.QueryLog is { } log ? (log ? "yes" : "no") : ""),
        new("CATEGORIES", all => string.Join("; ", (all.Categories ?? new Dictionary<string, IReadOnlyList<string>>()).Select(entry => $"{entry.Key} {string.Join(',', entry.Value)}"))));

    public static Command Build(GlobalOptions options)
    {
        Option<string[]?> blackhole = ZoneSettingsOptions.List("--blackhole", "Whose messages are dropped unanswered");
        Option<bool?> queryLog = new("--query-log") { Description = "Whether queries are logged" };
        Option<string[]?> categories = ZoneSettingsOptions.List("--category", "queries=channel,channel: where the lines of a category go");
        Option<string[]?> unset = ZoneSettingsOptions.List("--unset", "Members to set no longer, as in JSON: allowQuery, blackhole, categories");
        ZoneSettingsOptions settings = new();
        Command set = new("set", "Changes what the options name; the rest stays") { blackhole, queryLog, categories, unset };
        foreach (Option option in settings.All.Cast<Option>())
        {
            set.Options.Add(option);
        }

        return new("dns-settings", "Shows and changes what holds for the whole DNS server")
        {
            new Command("get", "Shows the settings").WithCall(options, async call =>
                View.Write(call.Output, call.Format, (await call.Client.DnsSettings.GetAsync(call.Cancellation)).Value)),
            set.WithCall(options, async call => View.Write(call.Output, call.Format, (await call.Client.DnsSettings.PatchAsync(
                new DnsSettings(settings.Read(call.Parsed), ZoneSettingsOptions.Read(call.Parsed, blackhole), QueryLog: call.Parsed.GetValue(queryLog), Categories: Categories(ZoneSettingsOptions.Read(call.Parsed, categories))),
                ZoneSettingsOptions.Read(call.Parsed, unset) ?? [], Precondition.None, call.Cancellation)).Value)),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>>? Categories(string[]? entries) =>
        entries?.Select(entry => entry.Split('=', 2) is [var category, var channels] && category.Length > 0 ? (category, channels) : throw new UsageException($"--category {entry}: write CATEGORY=CHANNEL,CHANNEL"))
            .ToDictionary(entry => entry.category, IReadOnlyList<string> (entry) => entry.channels.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
