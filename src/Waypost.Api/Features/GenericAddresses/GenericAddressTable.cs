using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.GenericAddresses;

namespace Waypost.Api.Features.GenericAddresses;

public sealed class GenericAddressTable(GenericAddressRepository repository) : MailTable<GenericAddressRow, string, GenericAddress, GenericAddressPut>(repository)
{
    public override string KeyOf(GenericAddress item) => item.Address;

    protected override string ContentOf(GenericAddressPut put) => put.Target;

    protected override GenericAddress ToItem(GenericAddressRow row) => new(row.Address, row.Target);

    protected override IEnumerable<FieldError> Check(string key, GenericAddressPut put) =>
        Problems(TableSyntax.CheckGenericAddress(key, "postmaster"), "$.target", () => TableSyntax.CheckGenericAddress(key, put.Target));
}
