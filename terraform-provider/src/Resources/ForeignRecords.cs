using System.Text.Json;

namespace Waypost.Terraform.Resources;

/// <summary>A record set as another provider's state has it.</summary>
internal sealed record ForeignRecord(string Zone, string Owner, string Type, string Ttl, IReadOnlyList<string> Records);

/// <summary>Reads the states of other providers, for <c>moved</c> blocks: hashicorp/dns by its resource types, PowerDNS's record.</summary>
internal static class ForeignRecords
{
    // hashicorp/dns: the type's attribute that holds the data.
    private static readonly Dictionary<string, (string Type, string Member)> Types = new(StringComparer.Ordinal)
    {
        ["dns_a_record_set"] = ("A", "addresses"),
        ["dns_aaaa_record_set"] = ("AAAA", "addresses"),
        ["dns_ns_record_set"] = ("NS", "nameservers"),
        ["dns_cname_record"] = ("CNAME", "cname"),
        ["dns_ptr_record"] = ("PTR", "ptr"),
        ["dns_txt_record_set"] = ("TXT", "txt"),
    };

    /// <summary>The record, or null when the type is not known here or its state is not as expected.</summary>
    public static ForeignRecord? Read(string typeName, ReadOnlyMemory<byte> state)
    {
        try
        {
            using var document = JsonDocument.Parse(state);
            var json = document.RootElement;
            if (typeName == "powerdns_record")
            {
                return new ForeignRecord(Text(json, "zone"), Text(json, "name"), Text(json, "type"), json.GetProperty("ttl").GetRawText(), Texts(json.GetProperty("records")));
            }

            if (!Types.TryGetValue(typeName, out var known))
            {
                return null;
            }

            var records = json.GetProperty(known.Member);
            IReadOnlyList<string> texts = records.ValueKind == JsonValueKind.Array ? Texts(records) : [records.GetString() ?? ""];
            var name = json.TryGetProperty("name", out var owner) && owner.GetString() is { Length: > 0 } relative ? relative : "@";
            return new ForeignRecord(Text(json, "zone"), name, known.Type, json.GetProperty("ttl").GetRawText(), known.Type == "TXT" ? [.. texts.Select(TextStrings.Quote)] : texts);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString() ?? throw new JsonException($"{member} is null.");

    private static string[] Texts(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString() ?? "")];
}
