using System.Reflection;

namespace Waypost.Architecture.Tests.Types;

/// <summary>The shipped assemblies, as they lie beside this one.</summary>
internal static class WaypostAssemblies
{
    /// <summary>Each project of <c>src/</c> with the name of its assembly.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Waypost.Dns"] = "Waypost.Dns",
        ["Waypost.Mail"] = "Waypost.Mail",
        ["Waypost.Storage"] = "Waypost.Storage",
        ["Waypost.Server"] = "Waypost.Server",
        ["Waypost.Client"] = "Waypost.Client",
        ["Waypost.Api"] = "waypostd",
        ["Waypost.Cli"] = "waypost",
    };

    public static string PathOf(string project) => Path.Combine(AppContext.BaseDirectory, Names[project] + ".dll");

    public static Assembly Load(string project) => Assembly.LoadFrom(PathOf(project));

    public static TheoryData<string> All() => [.. Names.Keys];
}
