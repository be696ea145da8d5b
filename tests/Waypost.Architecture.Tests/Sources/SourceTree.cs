namespace Waypost.Architecture.Tests.Sources;

/// <summary>The repository as files: what references and reflection cannot show.</summary>
internal static class SourceTree
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "Generated"];

    /// <summary>The folder that holds <c>Api.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> CSharpFiles(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !IsGenerated(file))
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> ProjectFiles() => new[] { "src", "terraform-provider", "tests" }
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
        .Where(file => !IsGenerated(file));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsGenerated(string file) =>
        Relative(file).Split('/').Any(part => GeneratedFolders.Contains(part, StringComparer.Ordinal))
        || file.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Api.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Api.sln above {AppContext.BaseDirectory}.");
    }
}
