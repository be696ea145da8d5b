using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_account</c>.</summary>
internal sealed class AccountResource : KeyedResource<Account>
{
    public AccountResource()
        : base(WaypostJsonContext.Default.Account) => Schema = new ObjectSchema(
        "An account: a person who logs in to submit and to read mail.",
        Id("The name in lower case."),
        Key("The login name, for example `ann`. Case does not matter. A change replaces the account **and its mailboxes**."),
        new SchemaAttribute("password", CtyType.Text, "The password, kept in the state. Prefer `password_wo`.") { Optional = true, Sensitive = true },
        new SchemaAttribute("password_wo", CtyType.Text, "The password, never kept in plan or state (Terraform 1.11 and later). It is sent when the account is created and when `password_wo_version` changes.") { Optional = true, Sensitive = true, WriteOnly = true },
        new SchemaAttribute("password_wo_version", CtyType.Number, "Change it to send `password_wo` again.") { Optional = true });

    public override string TypeName => "waypost_account";

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "name";

    public override void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (!config["password"].IsNull && !config["password_wo"].IsNull)
        {
            diagnostics.Error("Two passwords", "Set either password or password_wo, not both.", "password_wo");
        }

        if (!config["password_wo_version"].IsNull && config["password_wo"].IsNull)
        {
            diagnostics.Error("Version of nothing", "password_wo_version goes with password_wo, which is not set.", "password_wo_version");
        }
    }

    // Nobody can say whether the password is the planned one.
    public override bool AdoptsIdentical => false;

    protected override string KeyOf(Account item) => item.Name;

    protected override ResourceClient<Account> Collection(WaypostClient api) => api.Accounts;

    protected override Task<Tagged<Account>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.Accounts.PutAsync(Text(plan, "name"), new AccountPut(config["password_wo"].Text ?? plan["password"].Text), condition, cancellationToken);

    // The API never tells a password, so what the configuration said last is what the state keeps.
    protected override CtyValue ToValue(Account answer, CtyValue known) =>
        known.With("name", CtyValue.Of(answer.Name)).With("password_wo", CtyValue.Null);
}
