using System.Text.RegularExpressions;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

/// <summary>Every SQL text of the storage, read from its sources: what is a raw string there is SQL.</summary>
internal static partial class SqlSources
{
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Api.sln")))
            {
                directory = directory.Parent ?? throw new InvalidOperationException("The sources are not above the tests.");
            }

            return Path.Combine(directory.FullName, "src", "Waypost.Storage");
        }
    }

    public static IEnumerable<(string File, string Text)> Files() =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (File: Path.GetRelativePath(Root, path), Path: path))
            .Where(file => !file.File.StartsWith("bin", StringComparison.Ordinal) && !file.File.StartsWith("obj", StringComparison.Ordinal))
            .Select(file => (file.File, File.ReadAllText(file.Path)));

    /// <summary>The texts as one engine gets them.</summary>
    public static IEnumerable<(string File, string Sql)> Rendered(SqlDialect dialect, string otherDialectFile) =>
        Files().Where(file => !file.File.EndsWith(otherDialectFile, StringComparison.Ordinal))
            .SelectMany(file => RawString().Matches(file.Text).Select(match => (file.File, dialect.Render(match.Groups[1].Value))));

    public static SqlServerDialect SqlServer { get; } = new(new DatabaseOptions { ConnectionString = "Server=none" });

    public static string WithoutRawStrings(string text) => RawString().Replace(text, "");

    [GeneratedRegex("\"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawString();
}
