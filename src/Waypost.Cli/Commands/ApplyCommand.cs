using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost apply</c> and <c>waypost diff</c>: a file of operations, applied as one, or shown as what it would change.</summary>
internal static class ApplyCommand
{
    public static Command Build(GlobalOptions options)
    {
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Say what would change, and change nothing" };
        return Build(options, "apply", "Applies the operations of a file as one changeset: all of them, or none", parsed => parsed.GetValue(dryRun), dryRun);
    }

    public static Command BuildDiff(GlobalOptions options) =>
        Build(options, "diff", "Shows what the operations of a file would change, and changes nothing", _ => true);

    private static Command Build(GlobalOptions options, string verb, string what, Func<ParseResult, bool> isDryRun, params Option[] more)
    {
        Option<string> file = new("--file", "-f") { Description = "YAML or JSON: a list of operations, or an object with operations, comment and strict; - is standard input", Required = true };
        Option<bool> strict = new("--strict") { Description = "Take warnings for errors" };
        Option<string?> comment = new("--comment", "-m") { Description = "What the changes are for" };
        Command command = new(verb, what) { file, strict, comment };
        foreach (Option option in more)
        {
            command.Options.Add(option);
        }

        return command.WithCall(options, async call =>
        {
            ChangesetRequest request = Read(TextFile.Read(call.Parsed.GetRequiredValue(file)));
            request = request with
            {
                DryRun = isDryRun(call.Parsed) || request.DryRun,
                Strict = call.Parsed.GetValue(strict) || request.Strict,
                Comment = call.Parsed.GetValue(comment) ?? request.Comment,
            };
            ChangesetText.Write(call.Output, call.Format, await call.Client.Changesets.ApplyAsync(request, call.Cancellation));
        });
    }

    // The server says what is wrong with an operation; here is checked only what makes a request of it.
    private static ChangesetRequest Read(string text)
    {
        try
        {
            JsonNode? node = Yaml.Read(text);
            if (node is JsonArray)
            {
                node = new JsonObject { ["operations"] = node };
            }

            return node.Deserialize(WaypostJsonContext.Default.ChangesetRequest) is { Operations: not null } request
                ? request
                : throw new UsageException("the file has no operations");
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"the file is not YAML: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"the file is no list of operations: {wrong.Path}: {wrong.Message}");
        }
    }
}

/// <summary>A changeset as lines: one a resource, with what was before and after.</summary>
internal static class ChangesetText
{
    public static void Write(TextWriter output, OutputFormat format, Changeset changeset)
    {
        if (format != OutputFormat.Table)
        {
            ApiJson.Write(output, format, ApiJson.Write(changeset, ApiJson.Indented.Changeset));
            return;
        }

        foreach (ResourceChange change in changeset.Changes ?? [])
        {
            if (change.Status == "unchanged")
            {
                continue;
            }

            output.WriteLine($"{Sign(change.Status)} {change.Path}");
            WriteResource(output, '-', change.Before, change.After);
            WriteResource(output, '+', change.After, change.Before);
        }

        foreach (ChangeWarning warning in changeset.Warnings ?? [])
        {
            output.WriteLine($"! {warning.Path}: {warning.Message}");
        }

        int changed = changeset.Changes?.Count(change => change.Status != "unchanged") ?? 0;
        string unchanged = (changeset.Changes?.Count - changed) is > 0 and int same ? string.Create(CultureInfo.InvariantCulture, $", {same} unchanged") : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(changeset.Id is null ? "" : $"changeset {changeset.Id}: ")}{changed} changed{unchanged}{(changeset.DryRun == true ? " (dry run: nothing was changed)" : "")}"));
    }

    private static char Sign(string status) => status switch { "created" => '+', "deleted" => '-', _ => '~' };

    // Only the members that differ.
    private static void WriteResource(TextWriter output, char sign, JsonElement? resource, JsonElement? other)
    {
        foreach (JsonProperty member in resource is { ValueKind: JsonValueKind.Object } there ? there.EnumerateObject() : [])
        {
            string value = member.Value.GetRawText();
            if (other is not { ValueKind: JsonValueKind.Object } otherThere || !otherThere.TryGetProperty(member.Name, out JsonElement same) || same.GetRawText() != value)
            {
                output.WriteLine($"    {sign} {member.Name}: {value}");
            }
        }
    }
}
