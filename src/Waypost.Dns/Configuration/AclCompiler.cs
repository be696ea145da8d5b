using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>
/// Compiles <c>acl</c> statements in the order of their references, whatever order they stand in. What cannot be compiled becomes
/// a list in which nobody is.
/// </summary>
internal sealed class AclCompiler
{
    // A list that names a list that names a list: evaluation is as deep as this chain.
    private const int MaxChain = 32;

    private readonly Dictionary<string, AclDefinition> _definitions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationError> _errors;

    private AclCompiler(AclTable builtIn, List<ConfigurationError> errors) => (Table, _errors) = (builtIn, errors);

    private AclTable Table { get; set; }

    public static AclTable Compile(IReadOnlyList<AclDefinition> definitions, AclTable builtIn, List<ConfigurationError> errors)
    {
        var compiler = new AclCompiler(builtIn, errors);
        foreach (var definition in definitions)
        {
            if (AclTable.IsBuiltIn(definition.Name))
            {
                compiler.Fail(definition, "key", $"attempt to redefine builtin acl '{definition.Name}'");
            }
            else if (!compiler._definitions.TryAdd(definition.Name, definition))
            {
                compiler.Fail(definition, "key", $"attempt to redefine acl '{definition.Name}'");
            }
        }
        foreach (var definition in definitions)
        {
            compiler.Compile(definition);
        }
        return compiler.Table;
    }

    private void Compile(AclDefinition definition)
    {
        if (_done.Contains(definition.Name) || AclTable.IsBuiltIn(definition.Name))
        {
            return;
        }
        _open.Add(definition.Name);
        for (var i = 0; i < definition.Elements.Count; i++)
        {
            foreach (var name in AclReferences.Of(definition.Elements[i]))
            {
                Require(definition, name, $"$.elements[{i}]");
            }
        }
        _open.Remove(definition.Name);
        _done.Add(definition.Name);
        var list = MatchLists.Compile(definition.Elements, Table, (i, message) => Fail(definition, $"$.elements[{i}]", message));
        Table = Table.With(definition.Name, list ?? AddressMatchList.None);
    }

    private void Require(AclDefinition by, string name, string path)
    {
        if (!_definitions.TryGetValue(name, out var needed) || _done.Contains(name))
        {
            return;
        }
        if (_open.Contains(name) || _open.Count == MaxChain)
        {
            Fail(by, path, _open.Contains(name) ? $"acl loop detected: {name}" : "the lists are nested too deeply");
            // So that compiling the element does not call it undefined as well.
            Table = Table.With(name, AddressMatchList.None);
            return;
        }
        Compile(needed);
    }

    private void Fail(AclDefinition definition, string path, string message) =>
        _errors.Add(new(StatementSection.Acl, definition.Name, path, message));
}
