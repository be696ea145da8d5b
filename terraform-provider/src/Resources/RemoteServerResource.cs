using Waypost.Client;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_remote_server</c>.</summary>
internal sealed class RemoteServerResource : TableResource<RemoteServer, RemoteServerPut>
{
    public RemoteServerResource()
        : base("waypost_remote_server", "address", api => api.RemoteServers, item => item.Address, WaypostJsonContext.Default.RemoteServer, WaypostJsonContext.Default.RemoteServerPut) => Schema = new ObjectSchema(
            "What is known of another server, as BIND's `server` statement.",
            Id("The address."),
            Key("The address or prefix, for example `192.0.2.53` or `2001:db8::/32`; the longest one counts. A change replaces it."),
            TextForms.TruthAttribute("bogus", "Whether nothing is ever sent to it."),
            TextForms.TruthAttribute("edns", "Whether EDNS (RFC 6891) is used with it."),
            TextForms.NumberAttribute("edns_udp_size", "The EDNS buffer size that it is told, bytes: 512 to 4096."),
            TextForms.NumberAttribute("max_udp_size", "The largest datagram that it is sent, bytes: 512 to 4096."),
            TextForms.WordAttribute("key", "The TSIG key that signs what it is sent."),
            TextForms.TruthAttribute("provide_ixfr", "Whether it is given incremental transfers."),
            TextForms.TruthAttribute("request_ixfr", "Whether it is asked for incremental transfers."),
            TextForms.TruthAttribute("request_expire", "Whether it is asked for the EXPIRE option (RFC 7314)."),
            TextForms.TruthAttribute("request_nsid", "Whether it is asked for its name server identifier (RFC 5001)."),
            TextForms.TruthAttribute("send_cookie", "Whether it is sent cookies (RFC 7873)."),
            TextForms.TruthAttribute("tcp_only", "Whether it is asked over TCP alone."),
            TextForms.WordAttribute("transfer_format", "Records a message of a transfer has: `one-answer` or `many-answers`."),
            TextForms.NumberAttribute("transfers", "How many transfers from it run at once."),
            TextForms.WordAttribute("transfer_source", "The address from which transfers from it are asked for."),
            TextForms.WordAttribute("notify_source", "The address from which it is told of changes."));

    public override ObjectSchema Schema { get; }

    protected override string CanonicalKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? key : key[..slash];
        return System.Net.IPAddress.TryParse(address, out var parsed) ? parsed + (slash < 0 ? "" : key[slash..]) : key.ToLowerInvariant();
    }
}
