using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::txt_chunks(text)</c>.</summary>
internal sealed class TxtChunksFunction() : TextFunction(
    "txt_chunks",
    "A text as the data of a TXT record",
    "Quotes a text and cuts it into strings of at most 255 bytes (RFC 1035 section 3.3), ready for `records`.",
    "text",
    "Any text.")
{
    protected override FunctionResult Call(string text) => Text(TextStrings.Quote(text));
}
