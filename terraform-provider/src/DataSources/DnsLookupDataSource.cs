using System.Globalization;
using System.Net;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_dns_lookup</c>.</summary>
internal sealed class DnsLookupDataSource : DataSource
{
    private const int DnsPort = 53;

    private static readonly string[] ResponseCodes = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];

    public override string TypeName => "waypost_dns_lookup";

    public override ObjectSchema Schema { get; } = new(
        "What the DNS server answers, asked over the network.",
        new SchemaAttribute("name", CtyType.Text, "The name to ask for.") { Required = true },
        new SchemaAttribute("type", CtyType.Text, "The record type. Default: `A`.") { Optional = true },
        new SchemaAttribute("server", CtyType.Text, "The server's address, with its port unless it is 53: `192.0.2.53`, `127.0.0.1:1053`, `[2001:db8::53]:53`. Default: `127.0.0.1:1053`.") { Optional = true },
        new SchemaAttribute("response_code", CtyType.Text, "`NOERROR`, `NXDOMAIN`, `REFUSED` and so on.") { Computed = true },
        new SchemaAttribute("authoritative", CtyType.Truth, "Whether the server answers for the zone itself.") { Computed = true },
        new SchemaAttribute("ttl", CtyType.Number, "The least TTL of the records, seconds.") { Computed = true },
        new SchemaAttribute("records", CtyType.ListOf(CtyType.Text), "The data of the records of the type, sorted.") { Computed = true });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        if (!DnsName.TryParse(InternationalNames.ToAscii(config["name"].Text ?? ""), DnsName.Root, out var name, out var error))
        {
            diagnostics.Error("Invalid name", error, "name");
            return null;
        }

        if (!RdataRegistry.TryFind(config["type"].Text ?? "A", out var type))
        {
            diagnostics.Error("Invalid type", $"\"{config["type"].Text}\" is not a record type.", "type");
            return null;
        }

        if (!IPEndPoint.TryParse(config["server"].Text ?? "127.0.0.1:1053", out var server))
        {
            diagnostics.Error("Invalid server", $"\"{config["server"].Text}\" is not an IP address with or without a port.", "server");
            return null;
        }

        var reply = await new DnsQuestion(name, type).AskAsync(server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server, cancellationToken);
        return config
            .With("response_code", CtyValue.Of(reply.ResponseCode < ResponseCodes.Length ? ResponseCodes[reply.ResponseCode] : reply.ResponseCode.ToString(CultureInfo.InvariantCulture)))
            .With("authoritative", CtyValue.Of(reply.IsAuthoritative))
            .With("ttl", CtyValue.Of(reply.Ttl))
            .With("records", CtyValue.Of(reply.Records));
    }
}
