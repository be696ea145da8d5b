using Waypost.Architecture.Tests.Types;

namespace Waypost.Architecture.Tests;

public sealed class FolderCycleTests
{
    public static TheoryData<string> Projects() => WaypostAssemblies.All();

    [Theory]
    [MemberData(nameof(Projects))]
    public void FoldersOfAProjectHaveNoCycles(string project) =>
        Assert.Empty(FolderGraph.Read(WaypostAssemblies.PathOf(project), project).Cycles());

    [Fact]
    public void ACycleOverThreeFoldersIsFound()
    {
        FolderGraph graph = new();
        graph.Add("Names", "Wire", "A uses B");
        graph.Add("Wire", "Zones", "B uses C");
        Assert.Empty(graph.Cycles());
        graph.Add("Zones", "Names", "C uses A");
        Assert.Equal(3, graph.Cycles().Count);
    }

    [Fact]
    public void TheGraphIsReadFromCompiledTypes()
    {
        // Sources and Types of this very assembly: the tests in its root use both, and Types uses no Sources.
        FolderGraph graph = FolderGraph.Read(typeof(FolderCycleTests).Assembly.Location, "Waypost.Architecture");
        Assert.Empty(graph.Cycles());
    }
}
