using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_mail_domain</c>.</summary>
internal sealed class MailDomainResource : KeyedResource<MailDomain>
{
    public MailDomainResource() => Schema = new ObjectSchema(
        "A mail domain: the server accepts mail for it as its own, as sendmail's `local-host-names` has it.",
        Id("The name in lower case, without final dot."),
        Key("The domain, for example `example.com`. Case and a final dot do not matter. A change replaces the mail domain."));

    public override string TypeName => "waypost_mail_domain";

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "name";

    public override async Task<CtyValue?> ReadAsync(WaypostClient api, CtyValue state, CancellationToken cancellationToken) =>
        await api.MailDomains.FindAsync(CanonicalKey(Text(state, "name")), cancellationToken) is { } found ? ToValue(found.Value, state) : null;

    public override Task DeleteAsync(WaypostClient api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        api.MailDomains.DeleteAsync(CanonicalKey(Text(prior, "name")), Precondition.None, cancellationToken);

    protected override string CanonicalKey(string key) => MailNames.Domain(key);

    protected override ResourceClient<MailDomain> Collection(WaypostClient api) => api.MailDomains;

    protected override Task<Tagged<MailDomain>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.MailDomains.PutAsync(CanonicalKey(Text(plan, "name")), condition, cancellationToken);

    protected override CtyValue ToValue(MailDomain answer, CtyValue known) => Schema.ObjectOf(("name", CtyValue.Of(answer.Name)));
}
