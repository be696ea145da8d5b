using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_mail_domain</c>.</summary>
internal sealed class MailDomainResource : KeyedResource<MailDomain>
{
    public MailDomainResource()
        : base(WaypostJsonContext.Default.MailDomain) => Schema = new ObjectSchema(
            "A mail domain: the server accepts mail for it as its own, as sendmail's `local-host-names` has it.",
            Id("The name in lower case, without final dot."),
            Key("The domain, for example `example.com`. Case and a final dot do not matter. A change replaces the mail domain."));

    public override string TypeName => "waypost_mail_domain";

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "name";

    protected override string CanonicalKey(string key) => MailNames.Domain(key);

    protected override ResourceClient<MailDomain> Collection(WaypostClient api) => api.MailDomains;

    protected override string KeyOf(MailDomain item) => item.Name;

    protected override Task<Tagged<MailDomain>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.MailDomains.PutAsync(CanonicalKey(Text(plan, "name")), condition, cancellationToken);
}
