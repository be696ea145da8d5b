using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::idna_decode(name)</c>.</summary>
internal sealed class IdnaDecodeFunction() : TextFunction(
    "idna_decode",
    "A name as people read it",
    "Gives each A-label as the U-label that it stands for (RFC 5890): `bücher.example` for `xn--bcher-kva.example`. What is no valid A-label stays as it is.",
    "name",
    "A domain name.")
{
    protected override FunctionResult Call(string text) => Text(InternationalNames.ToUnicode(text));
}
