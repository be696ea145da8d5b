using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Waypost.Architecture.Tests.Types;

/// <summary>
/// Which top folders of one assembly use which others, read from the compiled types: base types, members, signatures
/// and every instruction of every method. Attributes are left out: they name what they like.
/// </summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _edges = new(StringComparer.Ordinal);

    /// <summary>Adds that folder <paramref name="from"/> uses folder <paramref name="to"/>, with one example of where.</summary>
    public void Add(string from, string to, string example)
    {
        if (from == to)
        {
            return;
        }

        if (!_edges.TryGetValue(from, out SortedDictionary<string, string>? targets))
        {
            _edges[from] = targets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        targets.TryAdd(to, example);
    }

    /// <summary>One line for each pair of edges that closes a cycle, or nothing.</summary>
    public IReadOnlyList<string> Cycles()
    {
        List<string> cycles = [];
        foreach ((string from, SortedDictionary<string, string> targets) in _edges)
        {
            foreach ((string to, string example) in targets)
            {
                if (Reaches(to, from, []))
                {
                    cycles.Add($"{from} -> {to} ({example})");
                }
            }
        }

        return cycles;
    }

    public static FolderGraph Read(string assemblyPath, string rootNamespace)
    {
        FolderGraph graph = new();
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(assemblyPath);
        foreach (TypeDefinition type in assembly.MainModule.GetTypes())
        {
            string? from = Folder(type, rootNamespace);
            if (from is null)
            {
                continue;
            }

            foreach (TypeReference used in UsedTypes(type).SelectMany(Flatten))
            {
                if (Folder(used, rootNamespace) is { } to)
                {
                    graph.Add(from, to, $"{type.Name} uses {used.Name}");
                }
            }
        }

        return graph;
    }

    private bool Reaches(string from, string to, HashSet<string> seen) =>
        from == to
        || (seen.Add(from) && _edges.TryGetValue(from, out SortedDictionary<string, string>? targets) && targets.Keys.Any(next => Reaches(next, to, seen)));

    /// <summary>The first folder below the project's root; null for types outside the project or in its root.</summary>
    private static string? Folder(TypeReference type, string rootNamespace)
    {
        TypeReference outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        string prefix = rootNamespace + ".";
        return outer.Namespace.StartsWith(prefix, StringComparison.Ordinal) ? outer.Namespace[prefix.Length..].Split('.')[0] : null;
    }

    private static IEnumerable<TypeReference> UsedTypes(TypeDefinition type)
    {
        IEnumerable<TypeReference?> members =
        [
            type.BaseType,
            .. type.Interfaces.Select(implementation => implementation.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(UsedTypes),
        ];
        return members.OfType<TypeReference>();
    }

    private static IEnumerable<TypeReference?> UsedTypes(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedTypes) : [],
    ];

    private static IEnumerable<TypeReference?> UsedTypes(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType],
        FieldReference field => [field.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Flatten)],
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };
}
