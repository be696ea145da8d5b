using System.Collections.Immutable;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tables;

/// <summary>A mail table of a list of texts a key.</summary>
public abstract class MailListRepository<TRow> : MailTableRepository<TRow, IReadOnlyList<string>>
{
    private readonly MailTableLens<ImmutableArray<string>> _lens;

    private protected MailListRepository(WaypostDatabase database, MailTablesHolder tables, string resource, KeyedSql sql, MailTableLens<ImmutableArray<string>> lens)
        : base(database, tables, resource, sql) => _lens = lens;

    private protected sealed override string Write(IReadOnlyList<string> content) => TextList.Write(content);

    private protected sealed override IReadOnlyList<string> Read(string content) => TextList.Read(content);

    private protected sealed override MailTables Set(MailTables tables, TRow row)
    {
        var (key, texts) = Split(row);
        return _lens.With(tables, _lens.Get(tables).SetItem(key, [.. texts]));
    }

    private protected sealed override MailTables Remove(MailTables tables, string key) => _lens.With(tables, _lens.Get(tables).Remove(key));

    private protected abstract (string Key, IReadOnlyList<string> Texts) Split(TRow row);
}
