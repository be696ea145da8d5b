using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::reverse_name(address)</c>: where an address's PTR is (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
internal sealed class ReverseNameFunction : ProviderFunction
{
    public override string Name => "reverse_name";

    public override string Summary => "The name that an address's PTR record has";

    public override string Description => "Gives `1.2.0.192.in-addr.arpa.` for `192.0.2.1`, and the name of 32 nibbles under `ip6.arpa.` for an IPv6 address.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } = [new("address", CtyType.Text, "An IPv4 or IPv6 address.")];

    public override CtyType ReturnType => CtyType.Text;

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments)
    {
        var text = arguments[0].Text ?? "";

        // IPAddress also reads "1" and "0x7f.1" as addresses; people who write those are mistaken. It reads scopes as well.
        if (!IPAddress.TryParse(text, out var address) || text.Contains('%', StringComparison.Ordinal)
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text))
        {
            return new FunctionResult(CtyValue.Null, $"\"{text}\" is not an IP address.", 0);
        }

        var bytes = address.GetAddressBytes().Reverse();
        var labels = address.AddressFamily == AddressFamily.InterNetwork
            ? string.Join('.', bytes.Select(b => b.ToString(CultureInfo.InvariantCulture))) + ".in-addr.arpa."
            : string.Join('.', bytes.Select(b => $"{b & 0xf:x}.{b >> 4:x}")) + ".ip6.arpa.";
        return new FunctionResult(CtyValue.Of(labels));
    }
}
