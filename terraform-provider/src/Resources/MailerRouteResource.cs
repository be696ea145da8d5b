using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_mailer_route</c>.</summary>
internal sealed class MailerRouteResource : TableResource<MailerRoute, MailerRoutePut>
{
    public MailerRouteResource()
        : base("waypost_mailer_route", "domain", api => api.MailerRoutes, item => item.Domain, WaypostJsonContext.Default.MailerRoute, WaypostJsonContext.Default.MailerRoutePut) => Schema = new ObjectSchema(
            "How mail for a domain goes on, as sendmail's `mailertable` has it.",
            Id("The domain in lower case."),
            Key("The domain, or `.domain` for all below it. Case does not matter. A change replaces the route."),
            new SchemaAttribute("target", CtyType.Text, "`smtp:[192.0.2.1]`, `relay:mx.example.net:587`, `local:ann`, `error:5.7.0:550 text`.") { Required = true, Canonical = (_, value) => value.Text is { } target ? MailNames.Target(target) : null });

    public override ObjectSchema Schema { get; }

    protected override string CanonicalKey(string key) => MailNames.Domain(key);
}
