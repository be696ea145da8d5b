using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>A view whose lists are compiled.</summary>
/// <param name="Settings">Its settings, those of the server taken in.</param>
/// <param name="Policy">The policy of its zones that have no settings of their own.</param>
internal sealed record CompiledView(ViewDefinition Definition, AddressMatchList MatchClients, AddressMatchList MatchDestinations, ZoneSettings Settings, ZonePolicy Policy)
{
    public View ToView(ZoneTable zones) => new()
    {
        Name = Definition.Name,
        Class = ViewCompiler.ClassOf(Definition.Class) ?? ViewCompiler.InternetClass,
        MatchClients = MatchClients,
        MatchDestinations = MatchDestinations,
        MatchRecursiveOnly = Definition.MatchRecursiveOnly ?? false,
        Zones = zones,
    };
}

/// <summary>Compiles <c>view</c> statements, in the order in which they are tried.</summary>
internal static class ViewCompiler
{
    public const ushort InternetClass = 1;

    public static List<CompiledView> Compile(IReadOnlyList<ViewDefinition> definitions, AclTable acls, SettingsCompiler settings, ZoneSettings server, List<ConfigurationError> errors)
    {
        var views = new List<CompiledView>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var view in definitions.OrderBy(view => view.Position).ThenBy(view => view.Name, StringComparer.Ordinal))
        {
            if (view.Name.StartsWith('_') || !names.Add(view.Name))
            {
                Fail("key", view.Name.StartsWith('_') ? "names that begin with _ are the server's own" : $"view '{view.Name}' is duplicated");
                continue;
            }
            if (view.Class is { } text && ClassOf(text) is null)
            {
                Fail("$.class", "must be IN, CH or HS");
            }
            MatchLists.Compile(view.AllowRecursion ?? [], acls, (i, message) => Fail($"$.allowRecursion[{i}]", message));
            var clients = MatchLists.Compile(view.MatchClients ?? ["any"], acls, (i, message) => Fail($"$.matchClients[{i}]", message));
            var destinations = MatchLists.Compile(view.MatchDestinations ?? ["any"], acls, (i, message) => Fail($"$.matchDestinations[{i}]", message));
            var effective = settings.Compile(view.Settings ?? ZoneSettings.Empty, (path, message) => Fail($"$.settings.{path}", message)).Within(server);
            views.Add(new(view, clients ?? AddressMatchList.None, destinations ?? AddressMatchList.None, effective, CompiledConfiguration.Policy(effective, acls)));

            void Fail(string path, string message) => errors.Add(new(StatementSection.View, view.Name, path, message));
        }
        return views;
    }

    public static ushort? ClassOf(string? name) => name?.ToUpperInvariant() switch
    {
        null or "IN" => InternetClass,
        "CH" or "CHAOS" => 3,
        "HS" or "HESIOD" => 4,
        _ => null,
    };
}
