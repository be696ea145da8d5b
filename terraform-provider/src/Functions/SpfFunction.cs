using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Functions;

/// <summary><c>provider::waypost::spf(mechanisms)</c>.</summary>
internal sealed class SpfFunction : ProviderFunction
{
    // RFC 7208 section 4.6.4.
    private const int MaxLookups = 10;

    private static readonly string[] Mechanisms = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];
    private static readonly string[] Lookups = ["include", "a", "mx", "ptr", "exists", "redirect"];

    public override string Name => "spf";

    public override string Summary => "The data of an SPF record";

    public override string Description => "Joins mechanisms and modifiers (RFC 7208), checks their names and that they need no more than 10 lookups, and quotes the whole: `\"v=spf1 mx -all\"` for `[\"mx\", \"-all\"]`.";

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } = [new("terms", CtyType.ListOf(CtyType.Text), "Mechanisms and modifiers in order, for example `[\"mx\", \"ip4:192.0.2.0/24\", \"include:_spf.example.net\", \"-all\"]`.")];

    public override CtyType ReturnType => CtyType.Text;

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments)
    {
        var terms = arguments[0].Texts ?? [];
        var lookups = 0;
        foreach (var term in terms)
        {
            var name = new string([.. term.TrimStart('+', '-', '~', '?').TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')]).ToLowerInvariant();
            var isModifier = term.AsSpan(Math.Min(name.Length, term.Length)).StartsWith("=");
            if (term.Any(char.IsWhiteSpace) || name.Length == 0 || !(isModifier || Mechanisms.Contains(name, StringComparer.Ordinal)))
            {
                return new FunctionResult(CtyValue.Null, $"\"{term}\" is not a mechanism or modifier of SPF (RFC 7208 section 5).", 0);
            }

            lookups += Lookups.Contains(name, StringComparer.Ordinal) ? 1 : 0;
        }

        return lookups > MaxLookups
            ? new FunctionResult(CtyValue.Null, $"These terms need {lookups} lookups; RFC 7208 section 4.6.4 allows {MaxLookups}.", 0)
            : new FunctionResult(CtyValue.Of(TextStrings.Quote(string.Join(' ', terms.Prepend("v=spf1")))));
    }
}
