using Waypost.Dns.Serving;
using Waypost.Server.Rndc;

namespace Waypost.Api.Rndc;

/// <summary>A zone's settings as the zone statement that BIND would have for it, on one line.</summary>
internal static class ZoneStatementText
{
    public static string Of(RndcZone zone, ZoneSettings settings)
    {
        var clauses = new List<string> { $"type {zone.Type};" };
        Add(clauses, "allow-query", settings.AllowQuery);
        Add(clauses, "allow-transfer", settings.AllowTransfer);
        Add(clauses, "allow-update", settings.AllowUpdate);
        Add(clauses, "allow-update-forwarding", settings.AllowUpdateForwarding);
        Add(clauses, "allow-notify", settings.AllowNotify);
        Add(clauses, "update-policy", settings.UpdatePolicy);
        Add(clauses, "primaries", settings.Primaries);
        Add(clauses, "also-notify", settings.AlsoNotify);
        if (settings.Notify is { } notify)
        {
            clauses.Add($"notify {notify};");
        }
        return $"zone \"{zone.Name}\" {{ {string.Join(' ', clauses)} }};";
    }

    private static void Add(List<string> clauses, string name, IReadOnlyList<string>? elements)
    {
        if (elements is not null)
        {
            clauses.Add($"{name} {{ {string.Concat(elements.Select(element => element + "; "))}}};");
        }
    }
}
