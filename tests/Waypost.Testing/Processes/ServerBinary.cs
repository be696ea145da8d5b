namespace Waypost.Testing.Processes;

/// <summary>Finds the server that the build made beside the tests.</summary>
public static class ServerBinary
{
    /// <summary>The path of waypostd.dll, built in the same configuration as the running tests.</summary>
    public static string Locate() => Locate("src/Waypost.Api", "waypostd.dll");

    /// <summary>The path of the command line, waypost.dll.</summary>
    public static string LocateCli() => Locate("src/Waypost.Cli", "waypost.dll");

    private static string Locate(string project, string file)
    {
        // .../tests/<project>/bin/<configuration>/net10.0
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string configuration = framework.Parent!.Name;
        for (DirectoryInfo? folder = framework; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Api.sln")))
            {
                string path = Path.Combine(folder.FullName, project, "bin", configuration, framework.Name, file);
                return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build {project} first.");
            }
        }

        throw new InvalidOperationException($"No Api.sln above {AppContext.BaseDirectory}.");
    }
}
