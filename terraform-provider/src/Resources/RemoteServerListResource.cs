using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_remote_server_list</c>.</summary>
internal sealed class RemoteServerListResource : TableResource<RemoteServerList, RemoteServerListPut>
{
    public RemoteServerListResource()
        : base("waypost_remote_server_list", "name", api => api.RemoteServerLists, item => item.Name, WaypostJsonContext.Default.RemoteServerList, WaypostJsonContext.Default.RemoteServerListPut) => Schema = new ObjectSchema(
            "A named list of servers, as BIND's `primaries` statement.",
            Id("The name."),
            Key("The name. A change replaces the list."),
            new SchemaAttribute("servers", CtyType.ListOf(CtyType.Text), "Each `192.0.2.1 port 5353 key name tls name`, or the name of another list.") { Required = true, Canonical = TextForms.Elements },
            TextForms.NumberAttribute("port", "The port of servers that have none of their own. Default: 53."));

    public override ObjectSchema Schema { get; }

    protected override string CanonicalKey(string key) => key;
}
