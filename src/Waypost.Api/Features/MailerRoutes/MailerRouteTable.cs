using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.MailerRoutes;
using MailerRoute = Waypost.Client.MailerRoute;

namespace Waypost.Api.Features.MailerRoutes;

public sealed class MailerRouteTable(MailerRouteRepository repository) : MailTable<MailerRouteRow, string, MailerRoute, MailerRoutePut>(repository)
{
    public override string KeyOf(MailerRoute item) => item.Domain;

    protected override string ContentOf(MailerRoutePut put) => put.Target;

    protected override MailerRoute ToItem(MailerRouteRow row) => new(row.Domain, row.Target);

    protected override IEnumerable<FieldError> Check(string key, MailerRoutePut put) =>
        Problems(Mail.Tables.MailerRoutes.CheckKey(key), "$.target", () => Mail.Tables.MailerRoutes.CheckTarget(put.Target));
}
