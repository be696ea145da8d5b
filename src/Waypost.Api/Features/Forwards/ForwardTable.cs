using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Forwards;

namespace Waypost.Api.Features.Forwards;

public sealed class ForwardTable(ForwardRepository repository, MailTablesHolder tables) : MailTable<ForwardRow, IReadOnlyList<string>, Forward, ForwardPut>(repository)
{
    public override string KeyOf(Forward item) => item.Account;

    protected override IReadOnlyList<string> ContentOf(ForwardPut put) => put.Targets;

    protected override Forward ToItem(ForwardRow row) => new(row.Account, row.Targets);

    protected override IEnumerable<FieldError> Check(string key, ForwardPut put) =>
        AliasSyntax.CheckForwardKey(key) is { } wrongKey ? [new("key", wrongKey)]
        : Problems("$.targets", put.Targets, target => AliasSyntax.CheckTarget(tables.Current.Options, target, inForward: true));
}
