using Waypost.Mail.Tables;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tables;

/// <summary>A mail table of one text a key.</summary>
public abstract class MailTextRepository<TRow> : MailTableRepository<TRow, string>
{
    private readonly MailTableLens<string> _lens;

    private protected MailTextRepository(WaypostDatabase database, MailTablesHolder tables, string resource, KeyedSql sql, MailTableLens<string> lens)
        : base(database, tables, resource, sql) => _lens = lens;

    private protected sealed override string Write(string content) => content;

    private protected sealed override string Read(string content) => content;

    private protected sealed override MailTables Set(MailTables tables, TRow row)
    {
        var (key, text) = Split(row);
        return _lens.With(tables, _lens.Get(tables).SetItem(key, text));
    }

    private protected sealed override MailTables Remove(MailTables tables, string key) => _lens.With(tables, _lens.Get(tables).Remove(key));

    private protected abstract (string Key, string Text) Split(TRow row);
}
