using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.AccessEntries;

namespace Waypost.Api.Features.AccessEntries;

public sealed class AccessEntryTable(AccessEntryRepository repository) : MailTable<AccessEntryRow, string, AccessEntry, AccessEntryPut>(repository)
{
    public override string KeyOf(AccessEntry item) => item.Key;

    protected override string ContentOf(AccessEntryPut put) => put.Value;

    protected override AccessEntry ToItem(AccessEntryRow row) => new(row.Key, row.Value);

    protected override IEnumerable<FieldError> Check(string key, AccessEntryPut put) =>
        Problems(AccessSyntax.CheckKey(key), "$.value", () => AccessSyntax.CheckEntry(key, put.Value));
}
