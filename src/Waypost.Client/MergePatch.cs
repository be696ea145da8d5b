using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Waypost.Client;

/// <summary>Bodies of PATCH: what is null in them is taken away (RFC 7396 section 2).</summary>
internal static class MergePatch
{
    private const string ZoneSettingsMember = "settings";

    // The members beside which zone settings stand; every other name is one of theirs.
    private static readonly string[] Outer = ["blackhole", "recursion", "allowRecursion", "queryLog", "categories", ZoneSettingsMember];

    public static HttpContent Body(JsonObject patch, IReadOnlyCollection<string> unset)
    {
        foreach (var member in unset)
        {
            if (Outer.Contains(member, StringComparer.Ordinal))
            {
                patch[member] = null;
                continue;
            }

            var settings = patch[ZoneSettingsMember] as JsonObject ?? [];
            settings[member] = null;
            patch[ZoneSettingsMember] = settings.Parent is null ? settings : settings.DeepClone();
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(patch.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
        return content;
    }
}
