using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::idna_encode(name)</c>.</summary>
internal sealed class IdnaEncodeFunction() : TextFunction(
    "idna_encode",
    "An internationalised name as the DNS has it",
    "Gives each label that is not ASCII as an A-label (RFC 5890): `xn--bcher-kva.example` for `bücher.example`.",
    "name",
    "A domain name.")
{
    protected override FunctionResult Call(string text)
    {
        var encoded = InternationalNames.ToAscii(text);
        return System.Text.Ascii.IsValid(encoded) ? Text(encoded) : Failure($"\"{text}\" has a label that cannot be an A-label.");
    }
}
