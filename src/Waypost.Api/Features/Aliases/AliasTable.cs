using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Aliases;

namespace Waypost.Api.Features.Aliases;

public sealed class AliasTable(AliasRepository repository, MailTablesHolder tables) : MailTable<AliasRow, IReadOnlyList<string>, Alias, AliasPut>(repository)
{
    public override string KeyOf(Alias item) => item.Name;

    protected override IReadOnlyList<string> ContentOf(AliasPut put) => put.Targets;

    protected override Alias ToItem(AliasRow row) => new(row.Name, row.Targets);

    public override void Preview(string key, Alias? item) =>
        tables.Update(now => now with { Aliases = item is null ? now.Aliases.Remove(key) : now.Aliases.SetItem(item.Name, [.. item.Targets]) });

    protected override IEnumerable<FieldError> Check(string key, AliasPut put)
    {
        if (AliasSyntax.CheckName(key) is { } wrongName)
        {
            return [new("key", wrongName)];
        }

        var now = tables.Current;
        var wrongTargets = Problems("$.targets", put.Targets, target => AliasSyntax.CheckTarget(now.Options, target, inForward: false)).ToList();
        return wrongTargets.Count > 0 ? wrongTargets
            : AliasSyntax.CheckLoop(now, key, put.Targets) is { } loop ? [new("$.targets", loop)]
            : [];
    }
}
