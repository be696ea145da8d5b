using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Serving;

namespace Waypost.Storage.Zones;

/// <summary>A zone as the audit names it: its path in the API.</summary>
internal static class ZoneSubject
{
    private const string Prefix = "zones/";
    private const string ViewQuery = "?view=";

    public static string Of(ZoneKey key) => Prefix + key.Origin + (key.View == ZoneKey.DefaultView ? "" : ViewQuery + key.View);

    public static bool TryRead(string subject, [NotNullWhen(true)] out ZoneKey? key)
    {
        key = null;
        if (!subject.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var view = subject.LastIndexOf(ViewQuery, StringComparison.Ordinal);
        key = view < 0 ? new ZoneKey(ZoneKey.DefaultView, subject[Prefix.Length..]) : new ZoneKey(subject[(view + ViewQuery.Length)..], subject[Prefix.Length..view]);
        return true;
    }
}
