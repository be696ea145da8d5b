using System.Reflection;

namespace Waypost.Api.Hosting;

/// <summary>The options of <c>waypostd</c> that print something and end.</summary>
public static class CommandLine
{
    private const string Usage = """
        waypostd                          starts the server
        waypostd --Dns:Port=53 ...        starts it with settings that win over WAYPOST_ variables and appsettings.json
        waypostd --export-openapi FILE    writes the OpenAPI document
        waypostd named -c named.conf -g   serves a BIND configuration from memory, with named's own options
        waypostd --version | --help
        """;

    /// <summary>What to print, or null when the server is to start.</summary>
    public static string? Answer(string[] args) => args switch
    {
        ["--help" or "-h"] => Usage,
        ["--version"] => typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        _ => null,
    };
}
