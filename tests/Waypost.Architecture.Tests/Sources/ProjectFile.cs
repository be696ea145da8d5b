using System.Xml.Linq;

namespace Waypost.Architecture.Tests.Sources;

/// <summary>What one csproj says: its name, the projects and the packages that it references.</summary>
internal sealed record ProjectFile(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Read(string path)
    {
        XDocument document = XDocument.Load(path);
        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            SourceTree.Relative(path),
            [.. Includes(document, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes(document, "PackageReference")]);
    }

    public static IReadOnlyList<ProjectFile> All() => [.. SourceTree.ProjectFiles().Select(Read)];

    /// <summary>Projects that ship: everything but the tests.</summary>
    public static IReadOnlyList<ProjectFile> Shipped() => [.. All().Where(project => !project.Path.Contains("tests/", StringComparison.Ordinal))];

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>();
}
