using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Updates;

namespace Waypost.Dns.Configuration;

/// <summary>Checks the settings of a zone, a view or the server as they stand, and resolves the lists in them.</summary>
internal sealed class SettingsCompiler(AclTable acls, ServerListCompiler servers)
{
    private static readonly string[] NotifyModes = ["yes", "no", "explicit", "primary-only", "master-only"];

    /// <summary>The settings with wrong parts replaced by what lets nobody in.</summary>
    public ZoneSettings Compile(ZoneSettings settings, Action<string, string> fail)
    {
        if (settings is { UpdatePolicy: not null, AllowUpdate: not null })
        {
            fail("updatePolicy", "'allow-update' is ignored when 'update-policy' is present");
        }
        CheckPolicy(settings.UpdatePolicy ?? [], fail);
        if (settings.Notify is { } notify && !NotifyModes.Contains(notify))
        {
            fail("notify", "must be yes, no, explicit or primary-only");
        }
        CheckTimes(settings, fail);
        CatalogChecks.Check(settings.Catalog, fail);
        return settings with
        {
            AllowQuery = List("allowQuery", settings.AllowQuery, fail),
            AllowTransfer = List("allowTransfer", settings.AllowTransfer, fail),
            AllowUpdate = List("allowUpdate", settings.AllowUpdate, fail),
            AllowUpdateForwarding = List("allowUpdateForwarding", settings.AllowUpdateForwarding, fail),
            AllowNotify = List("allowNotify", settings.AllowNotify, fail),
            Primaries = Servers("primaries", settings.Primaries, fail),
            AlsoNotify = Servers("alsoNotify", settings.AlsoNotify, fail),
        };
    }

    private static void CheckPolicy(IReadOnlyList<string> rules, Action<string, string> fail)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            // Where the zone is does not matter to whether a rule can be read.
            if (!UpdatePolicy.TryParse([rules[i]], DnsName.Root, out _, out var error))
            {
                fail($"updatePolicy[{i}]", error);
            }
        }
    }

    private static void CheckTimes(ZoneSettings settings, Action<string, string> fail)
    {
        foreach (var (member, value) in new[]
        {
            ("minRefresh", settings.MinRefresh), ("maxRefresh", settings.MaxRefresh), ("minRetry", settings.MinRetry), ("maxRetry", settings.MaxRetry),
        })
        {
            if (value is < 1)
            {
                fail(member, "must be at least 1 second");
            }
        }
        if (settings.MinRefresh > settings.MaxRefresh)
        {
            fail("minRefresh", "must not be greater than maxRefresh");
        }
        if (settings.MinRetry > settings.MaxRetry)
        {
            fail("minRetry", "must not be greater than maxRetry");
        }
    }

    private IReadOnlyList<string>? List(string member, IReadOnlyList<string>? elements, Action<string, string> fail) =>
        elements is null || MatchLists.Compile(elements, acls, (i, message) => fail($"{member}[{i}]", message)) is not null ? elements : ["none"];

    private IReadOnlyList<string>? Servers(string member, IReadOnlyList<string>? elements, Action<string, string> fail) =>
        elements is null ? null : servers.Resolve(elements, (i, message) => fail($"{member}[{i}]", message));
}
