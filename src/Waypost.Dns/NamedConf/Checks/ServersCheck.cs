using System.Net.Sockets;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>server statements: once for a network, of its family, with keys that are there.</summary>
internal static class ServersCheck
{
    private static readonly string[] Sources = ["transfer-source", "notify-source", "query-source"];

    public static void Check(ConfCheck check, ConfMap map, Dictionary<string, ConfValue> keys)
    {
        List<ConfMap> earlier = [];
        foreach (var server in map.Maps("server"))
        {
            var prefix = (ConfPrefix)server.Id!;
            foreach (var source in Sources)
            {
                var foreign = prefix.Address.AddressFamily == AddressFamily.InterNetwork ? source + "-v6" : source;
                if (server[foreign] is not null)
                {
                    check.Error(server, $"server '{prefix.Address}/{prefix.Length}': {foreign} not legal");
                }
            }
            if (earlier.Find(other => Same((ConfPrefix)other.Id!, prefix)) is { } first)
            {
                check.Error(server, $"server '{prefix.Address}/{prefix.Length}': already exists previous definition: {ConfCheck.Place(first)}");
            }
            earlier.Add(server);
            foreach (var source in OwnSources(prefix))
            {
                SourcePortCheck.Check(check, source, server[source], warn: false);
            }
            if (server["keys"] is not { } key)
            {
                continue;
            }
            if (!NameCheck.TryName(key.Text(), out var name))
            {
                check.Error(key, $"bad key name '{key.Text()}'");
            }
            else if (!keys.ContainsKey(name.ToString().ToLowerInvariant()))
            {
                check.Error(key, $"unknown key '{key.Text()}'");
            }
        }
    }

    private static IEnumerable<string> OwnSources(ConfPrefix prefix) =>
        Sources.Select(source => prefix.Address.AddressFamily == AddressFamily.InterNetwork ? source : source + "-v6");

    private static bool Same(ConfPrefix one, ConfPrefix other) => one.Length == other.Length && one.Address.Equals(other.Address);
}
