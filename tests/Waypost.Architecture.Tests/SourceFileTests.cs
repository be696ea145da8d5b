using Waypost.Architecture.Tests.Sources;

namespace Waypost.Architecture.Tests;

public sealed class SourceFileTests
{
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Util", "Common"];

    [Theory]
    [InlineData(500, "src", "terraform-provider/src")]
    [InlineData(600, "tests", "terraform-provider/tests")]
    public void FilesHaveOneSubjectsLength(int limit, params string[] folders)
    {
        IEnumerable<string> tooLong =
            from file in SourceTree.CSharpFiles(folders)
            let lines = File.ReadLines(file).Count()
            where lines > limit
            select $"{SourceTree.Relative(file)} has {lines} lines, the limit is {limit}";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void FileNamesSayWhatTheyHold()
    {
        IEnumerable<string> wrong =
            from file in SourceTree.CSharpFiles("src", "tests", "terraform-provider")
            where EmptyWords.Any(word => Path.GetFileName(file).Contains(word, StringComparison.Ordinal))
            select SourceTree.Relative(file);
        Assert.Empty(wrong);
    }

    [Fact]
    public void NamespacesMatchFolders()
    {
        IEnumerable<string> wrong =
            from file in SourceTree.CSharpFiles("src")
            let folder = SourceTree.Relative(Path.GetDirectoryName(file)!)["src/".Length..].Replace('/', '.')
            let declaration = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where declaration is not null && declaration != $"namespace {folder};"
            select $"{SourceTree.Relative(file)}: {declaration}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("src/Waypost.Dns")]
    [InlineData("src/Waypost.Mail")]
    [InlineData("src/Waypost.Client")]
    public void PublicTypesOfTheLibrariesAreDocumented(string folder)
    {
        IEnumerable<string> undocumented =
            from file in SourceTree.CSharpFiles(folder)
            from name in UndocumentedTypes.Find(File.ReadAllLines(file))
            select $"{SourceTree.Relative(file)}: {name}";
        Assert.Empty(undocumented);
    }

    [Fact]
    public void ATypeWithoutADocCommentIsFound()
    {
        string[] source =
        [
            "namespace N;",
            "/// <summary>Said.</summary>",
            "[Flags]",
            "public enum Said { A }",
            "",
            "[Serializable]",
            "public sealed record Unsaid(int A);",
            "public readonly record struct AlsoUnsaid(int A);",
        ];
        Assert.Equal(["Unsaid", "AlsoUnsaid"], UndocumentedTypes.Find(source));
    }
}
