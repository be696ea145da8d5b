using Waypost.Architecture.Tests.Sources;
using Waypost.Architecture.Tests.Types;

namespace Waypost.Architecture.Tests;

public sealed class ReferenceDirectionTests
{
    /// <summary>Api -> {Server, Storage, Client}, Server -> {Dns, Mail}, Storage -> {Dns, Mail}, provider and Cli -> {Client, Dns}, Cli -> Mail; nothing else.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Waypost.Dns"] = [],
        ["Waypost.Mail"] = [],
        ["Waypost.Client"] = [],
        ["Waypost.Server"] = ["Waypost.Dns", "Waypost.Mail"],
        ["Waypost.Storage"] = ["Waypost.Dns", "Waypost.Mail"],
        ["Waypost.Api"] = ["Waypost.Server", "Waypost.Storage", "Waypost.Client"],
        ["Waypost.Cli"] = ["Waypost.Client", "Waypost.Dns", "Waypost.Mail"],
        ["terraform-provider-waypost"] = ["Waypost.Client", "Waypost.Dns"],
    };

    /// <summary>What the compiled types may not mention; a transitive reference compiles, so the csproj alone proves nothing.</summary>
    public static TheoryData<string, string[]> ForbiddenNamespaces() => new()
    {
        { "Waypost.Dns", ["Waypost.Mail", "Waypost.Server", "Waypost.Storage", "Waypost.Api", "Waypost.Client"] },
        { "Waypost.Mail", ["Waypost.Dns", "Waypost.Server", "Waypost.Storage", "Waypost.Api", "Waypost.Client"] },
        { "Waypost.Server", ["Waypost.Storage", "Waypost.Api", "Waypost.Client"] },
        { "Waypost.Storage", ["Waypost.Server", "Waypost.Api", "Waypost.Client"] },
        { "Waypost.Client", ["Waypost.Dns", "Waypost.Mail", "Waypost.Server", "Waypost.Storage", "Waypost.Api"] },
        { "Waypost.Cli", ["Waypost.Server", "Waypost.Storage", "Waypost.Api"] },
    };

    [Fact]
    public void EveryShippedProjectHasAPlaceInTheDirection() =>
        Assert.Equal(Allowed.Keys.Order(), ProjectFile.Shipped().Select(project => project.Name).Order());

    [Fact]
    public void ProjectReferencesPointOneWay()
    {
        IEnumerable<string> wrong =
            from project in ProjectFile.Shipped()
            from reference in project.Projects
            where !Allowed.GetValueOrDefault(project.Name, []).Contains(reference)
            select $"{project.Path} references {reference}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NoShippedProjectReferencesATestProject()
    {
        HashSet<string> shipped = [.. ProjectFile.Shipped().Select(project => project.Name)];
        Assert.All(ProjectFile.Shipped().SelectMany(project => project.Projects), reference => Assert.Contains(reference, shipped));
    }

    [Theory]
    [MemberData(nameof(ForbiddenNamespaces))]
    public void TypesUseOnlyWhatTheirProjectMay(string project, string[] forbidden)
    {
        NetArchTest.Rules.TestResult result = NetArchTest.Rules.Types.InAssembly(WaypostAssemblies.Load(project)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.Empty(result.FailingTypeNames ?? []);
    }
}
