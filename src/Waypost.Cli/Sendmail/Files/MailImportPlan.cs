using Waypost.Cli.Bind;
using Waypost.Cli.Connections;
using Waypost.Client;
using Waypost.Mail.Tables;

namespace Waypost.Cli.Sendmail.Files;

/// <summary>What an import of mail tables brings, what is a setting of the server, and what has no counterpart.</summary>
internal sealed class MailImportPlan
{
    private readonly ImportPlan _plan = new();
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string Value, string Place)> _settings = [];

    public bool Has(string collection, string key) => _keys.Contains($"{collection}/{key}");

    public void Omit(string place, string what, string why) => _plan.Omissions.Add(new ImportOmission(place, what, why));

    /// <summary>A value for the settings of the server, which are not written over the API.</summary>
    public void Setting(string name, string value, string place) => _settings.Add((name, value, place));

    public void MailDomain(string name, string place)
    {
        string domain = name.TrimEnd('.').ToLowerInvariant();
        if (TableSyntax.CheckMailDomain(domain) is { } wrong)
        {
            Omit(place, name, wrong);
        }
        else
        {
            Step("mail-domains", domain, "", (client, cancel) => client.MailDomains.PutAsync(domain, Precondition.None, cancel));
        }
    }

    /// <summary>An entry of a table, checked as the server would.</summary>
    public void Entry(string collection, string key, string value, string place)
    {
        ServerTable table = ServerTable.All.Single(one => one.Collection == collection);
        if (table.Check(key, value) is { } wrong)
        {
            Omit(place, $"{key} {value}", wrong);
        }
        else
        {
            Step(collection, key, value, (client, cancel) => table.Put(client, key, value, cancel));
        }
    }

    public void Targets(string collection, string key, IReadOnlyList<string> targets, string place)
    {
        bool forward = collection == "forwards";
        string? wrong = (forward ? AliasSyntax.CheckForwardKey(key) : AliasSyntax.CheckName(key))
            ?? targets.FirstOrDefault(target => !TableTarget.TryParse(target, out _)) switch { { } bad => $"'{bad}' is not a target", _ => null };
        if (wrong is not null)
        {
            Omit(place, key, wrong);
            return;
        }

        string[] needs = [.. targets.Select(NeededSetting).OfType<string>().Concat(forward && targets.Any(target => NeededSetting(target) is not null) ? ["MailTables:AllowInForwards"] : []).Distinct()];
        string details = string.Join(", ", targets) + (needs.Length > 0 ? $"  (needs {string.Join(", ", needs)})" : "");
        Step(collection, key, details, forward
            ? (client, cancel) => client.Forwards.PutAsync(key, new ForwardPut(targets), Precondition.None, cancel)
            : (client, cancel) => client.Aliases.PutAsync(key, new AliasPut(targets), Precondition.None, cancel));
    }

    /// <summary>Shows the plan and, when asked to, carries it out. What the server refuses is shown, and the rest goes on.</summary>
    public async Task RunAsync(CallContext call, bool apply)
    {
        _plan.Write(call.Output);
        if (_settings.Count > 0)
        {
            await call.Output.WriteLineAsync($"Is a setting of the server ({_settings.Count}):");
            foreach ((string name, string value, string place) in _settings)
            {
                await call.Output.WriteLineAsync($"  {name} = {value}  ({place})");
            }
        }

        if (!apply)
        {
            await call.Output.WriteLineAsync("Nothing was written; --apply writes what comes.");
            return;
        }

        List<string> refusals = [];
        foreach (ImportStep step in _plan.Steps)
        {
            try
            {
                await step.Apply(call.Client, call.Cancellation);
            }
            catch (WaypostApiException refused) when ((int)refused.Status is 409 or 422)
            {
                refusals.Add($"{step.Kind} {step.Name}: {string.Join("; ", refused.Errors.SelectMany(one => one.Value).DefaultIfEmpty(refused.Message))}");
            }
        }

        await call.Output.WriteLineAsync($"Imported {_plan.Steps.Count - refusals.Count}.");
        if (refusals.Count > 0)
        {
            throw new RefusedException($"the server refused {refusals.Count}:\n{string.Join('\n', refusals)}");
        }
    }

    private void Step(string collection, string key, string details, Func<WaypostClient, CancellationToken, Task> apply)
    {
        if (_keys.Add($"{collection}/{key}"))
        {
            _plan.Add(collection, key, details, apply);
        }
    }

    private static string? NeededSetting(string target) => TableTarget.TryParse(target, out TableTarget parsed)
        ? parsed.Kind switch { TargetKind.Include => "MailTables:IncludeDirectory", TargetKind.File => "MailTables:FileDirectory", TargetKind.Command => "MailTables:CommandDirectory", _ => null }
        : null;
}
