using System.Security.Cryptography;
using System.Text;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::mta_sts_id(policy)</c>: RFC 8461 section 3.1 takes up to 32 letters and digits.</summary>
internal sealed class MtaStsIdFunction() : TextFunction(
    "mta_sts_id",
    "The data of a policy's `_mta-sts` TXT record",
    "Gives `\"v=STSv1; id=...\"` (RFC 8461 section 3.1) with an id that changes when, and only when, the policy does.",
    "policy",
    "The policy file as it is served.")
{
    private const int MaxIdLength = 32;

    protected override FunctionResult Call(string text) =>
        Text($"\"v=STSv1; id={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..MaxIdLength]}\"");
}
