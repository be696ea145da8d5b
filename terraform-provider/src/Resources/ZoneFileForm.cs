using System.Globalization;
using System.Text;
using Waypost.Dns.ZoneFiles;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>When two zone files are the same zone, and what is wrong with one.</summary>
internal static class ZoneFileForm
{
    private const int ShownErrors = 10;

    /// <summary>Every RRset in canonical form, in order of owner and type; null when the file is not valid.</summary>
    public static string? Canonical(CtyValue whole, CtyValue value)
    {
        if (whole["name"].Text is not { } name || ZoneNames.Absolute(name) is not { } origin || value.Text is not { } text)
        {
            return null;
        }

        var file = ZoneFileParser.Parse(text, origin);
        if (file.Errors.Count > 0)
        {
            return null;
        }

        var form = new StringBuilder();
        foreach (var rrset in file.Rrsets.OrderBy(rrset => rrset.Owner.ToLowerInvariant(), StringComparer.Ordinal).ThenBy(rrset => rrset.Type, StringComparer.Ordinal))
        {
            form.Append(CultureInfo.InvariantCulture, $"{rrset.Owner.ToLowerInvariant()} {rrset.Ttl} {rrset.Type}\n{RecordSetForms.Records(origin, rrset.Type, rrset.Rdata)}\n");
        }

        return form.ToString();
    }

    public static void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (config["file"].Text is not { } text || config["name"].Text is not { } name || ZoneNames.Absolute(name) is not { } origin)
        {
            return;
        }

        var errors = ZoneFileParser.Parse(text, origin).Errors;
        if (errors.Count > 0)
        {
            var shown = errors.Take(ShownErrors).Select(error => $"line {error.Line}, column {error.Column}: {error.Message}");
            diagnostics.Error("Invalid zone file", string.Join('\n', shown) + (errors.Count > ShownErrors ? $"\nand {errors.Count - ShownErrors} more" : ""), "file");
        }
    }
}
