using System.CommandLine;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary>The options that say which queued messages are meant.</summary>
internal sealed class QueueFilterOptions
{
    private readonly Option<string?> _sender = new("--sender") { Description = "Reverse-path; empty for the null reverse-path, @domain for a domain" };
    private readonly Option<string?> _recipient = new("--recipient") { Description = "Forward-path, or where it leads" };
    private readonly Option<string?> _domain = new("--domain") { Description = "Domain of the recipient" };
    private readonly Option<string?> _state = new("--state") { Description = "queued, deferred or held" };
    private readonly Option<string?> _olderThan = new("--older-than") { Description = "Accepted at least so long ago: 90s, 30m, 2h, 5d" };
    private readonly Option<bool> _all = new("--all") { Description = "The whole queue" };
    private bool _hasAll;

    public void AddTo(Command command)
    {
        foreach (Option<string?> option in (Option<string?>[])[_sender, _recipient, _domain, _state, _olderThan])
        {
            command.Options.Add(option);
        }
    }

    public void AddAllTo(Command command)
    {
        command.Options.Add(_all);
        _hasAll = true;
    }

    public QueueActionRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_sender), parsed.GetValue(_recipient), parsed.GetValue(_domain), parsed.GetValue(_state), parsed.GetValue(_olderThan), _hasAll && parsed.GetValue(_all) ? true : null);
}
