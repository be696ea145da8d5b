using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;

namespace Waypost.Mail.Tables;

/// <summary>What a walk through the tables has found: each destination once, the failures, and the steps.</summary>
internal sealed class ResolvedTargets(string original, string originalDomain)
{
    private const int MaxRecipients = 10_000;
    private readonly List<TableStep> _steps = [];
    private readonly Dictionary<string, QueueRecipient> _recipients = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Target, string Reply, TablePath Path)> _failures = [];

    public bool IsFull => _recipients.Count > MaxRecipients;

    /// <summary>The domain of the address that was asked for.</summary>
    public string OriginalDomain => originalDomain;

    public void Step(string table, string key, string result) => _steps.Add(new TableStep(table, key, result));

    public void AddAccount(string account, string? detail, TablePath path)
    {
        Step("accounts", account, account);
        Add("account " + account, new QueueRecipient(original, account, null) { Detail = detail }, path);
    }

    public void AddRemote(EnvelopeAddress address, TablePath path) =>
        Add("remote " + address, new QueueRecipient(original, null, address.ToString()), path);

    public void AddFile(string file, TablePath path)
    {
        Step("files", file, file);
        Add("file " + file, new QueueRecipient(original, null, null) { File = file }, path);
    }

    public void AddCommand(string command, TablePath path)
    {
        Step("commands", command, command);
        Add("command " + command, new QueueRecipient(original, null, null) { Command = command }, path);
    }

    public void Fail(EnvelopeAddress address, string reply, TablePath path)
    {
        string domain = address.Domain.Length > 0 ? address.Domain : originalDomain;
        _failures.Add(((address with { Domain = domain }).ToString(), reply, path));
    }

    public ResolvedRecipient Result()
    {
        bool refused = _recipients.Count == 0;
        foreach ((string target, string reply, TablePath path) in _failures)
        {
            Step("unresolved", target, reply);
            Add("remote " + target, new QueueRecipient(original, null, target), path);
        }

        return refused
            ? new ResolvedRecipient([], _failures.Count > 0 ? _failures[0].Reply : RecipientResolver.UserUnknown, _steps)
            : new ResolvedRecipient([.. _recipients.Values], null, _steps);
    }

    private void Add(string key, QueueRecipient recipient, TablePath path) =>
        _recipients.TryAdd(key, path.Owner is null ? recipient : recipient with { ReversePath = path.Owner });
}
