using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_access_entry</c>.</summary>
internal sealed class AccessEntryResource : TableResource<AccessEntry, AccessEntryPut>
{
    public AccessEntryResource()
        : base("waypost_access_entry", "key", api => api.AccessEntries, item => item.Key, WaypostJsonContext.Default.AccessEntry, WaypostJsonContext.Default.AccessEntryPut) => Schema = new ObjectSchema(
            "An access entry: what the server does with mail from or to an address, domain or client, as sendmail's `access` table has it.",
            Id("The key in lower case."),
            Key("A tag (`Connect:`, `From:`, `To:`, `Spam:` or none) and an address, domain or network, for example `From:spam@example.net`. Case does not matter. A change replaces the entry."),
            new SchemaAttribute("value", CtyType.Text, "`OK`, `RELAY`, `REJECT`, `DISCARD`, `SKIP`, `ERROR:D.S.N:code text` or `code text`.")
            {
                Required = true,
                Canonical = (_, value) => value.Text is { } text ? CanonicalAction(text) : null,
            });

    public override ObjectSchema Schema { get; }

    // A word is an action and has no case; a reply's text does.
    private static string CanonicalAction(string value) =>
        value.All(char.IsAsciiLetter) ? value.ToUpperInvariant() : value;
}
