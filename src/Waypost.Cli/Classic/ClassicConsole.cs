namespace Waypost.Cli.Classic;

/// <summary>Where a classic command reads and writes: the process's own streams and directory, or a test's.</summary>
/// <param name="Directory">What relative paths are relative to.</param>
/// <param name="Input">Opens standard input.</param>
/// <param name="Output">Opens standard output.</param>
/// <param name="Error">Opens standard error.</param>
internal sealed record ClassicConsole(string Directory, Func<Stream> Input, Func<Stream> Output, Func<Stream> Error)
{
    public static ClassicConsole OfProcess() =>
        new(Environment.CurrentDirectory, Console.OpenStandardInput, Console.OpenStandardOutput, Console.OpenStandardError);

    /// <summary>The file that a path names.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Directory);

    /// <summary>A writer of lines to one of the streams.</summary>
    public static StreamWriter Writer(Func<Stream> stream) => new(stream(), bufferSize: 16 * 1024) { NewLine = "\n" };
}
