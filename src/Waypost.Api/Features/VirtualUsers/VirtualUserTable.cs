using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.VirtualUsers;

namespace Waypost.Api.Features.VirtualUsers;

public sealed class VirtualUserTable(VirtualUserRepository repository) : MailTable<VirtualUserRow, string, VirtualUser, VirtualUserPut>(repository)
{
    public override string KeyOf(VirtualUser item) => item.Address;

    protected override string ContentOf(VirtualUserPut put) => put.Target;

    protected override VirtualUser ToItem(VirtualUserRow row) => new(row.Address, row.Target);

    protected override IEnumerable<FieldError> Check(string key, VirtualUserPut put) =>
        Problems(TableSyntax.CheckVirtualUser(key, "postmaster"), "$.target", () => TableSyntax.CheckVirtualUser(key, put.Target));
}
