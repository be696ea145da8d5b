using System.Globalization;
using System.Net;
using Waypost.Dns.Transfers;

namespace Waypost.Dns.Configuration;

/// <summary>Resolves the names of <c>primaries</c> lists, so that what is served has addresses alone.</summary>
internal sealed class ServerListCompiler
{
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.OrdinalIgnoreCase);

    public ServerListCompiler(IReadOnlyList<RemoteServerList> lists, List<ConfigurationError> errors)
    {
        foreach (var list in lists)
        {
            if (!_lists.TryAdd(list.Name, list.Port is { } port ? [.. list.Servers.Select(server => WithPort(server, port))] : list.Servers))
            {
                errors.Add(new(StatementSection.RemoteServerList, list.Name, "key", $"remote-servers list '{list.Name}' is duplicated"));
            }
        }
        foreach (var list in lists)
        {
            Resolve(list.Servers, (i, message) => errors.Add(new(StatementSection.RemoteServerList, list.Name, $"$.servers[{i}]", message)), list.Name);
        }
    }

    /// <summary>The addresses of the elements, in the form that <see cref="PrimaryAddress"/> reads; wrong ones are left out and told.</summary>
    public IReadOnlyList<string> Resolve(IReadOnlyList<string> elements, Action<int, string> fail, string? within = null)
    {
        var resolved = new List<string>();
        for (var i = 0; i < elements.Count; i++)
        {
            var first = elements[i].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var word, ..] ? word : "";
            if (!IPAddress.TryParse(first, out _) && !_lists.ContainsKey(first))
            {
                fail(i, first.Length == 0 ? "must not be empty" : $"unable to find primaries list '{first}'");
                continue;
            }
            if (within is not null && Leads(first, within, 0))
            {
                fail(i, $"the list '{first}' leads back to '{within}'");
                continue;
            }
            var errors = new List<string>();
            resolved.AddRange(PrimaryLists.Resolve([elements[i]], _lists.GetValueOrDefault, errors).Select(address => address.ToString()));
            foreach (var error in errors)
            {
                fail(i, error);
            }
        }
        return resolved;
    }

    private bool Leads(string from, string to, int depth) =>
        string.Equals(from, to, StringComparison.OrdinalIgnoreCase)
        || (depth < 16 && _lists.TryGetValue(from, out var elements) && elements.Any(element => Leads(element.Split(' ')[0], to, depth + 1)));

    private static string WithPort(string server, int port) =>
        server.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var address, ..] words && IPAddress.TryParse(address, out _) && !words.Contains("port", StringComparer.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"{server} port {port}")
            : server;
}
