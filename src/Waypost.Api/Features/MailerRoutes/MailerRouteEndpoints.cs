using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.MailerRoutes;

/// <summary>Mailer routes: what sendmail's mailertable holds.</summary>
public static class MailerRouteEndpoints
{
    public static void MapMailerRoutes(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<MailerRouteTable, MailerRoute, MailerRoutePut>(new("mailer-routes", "Mailer routes", "mailer route", "MailerRoute", "MailerRoutes"));
}
