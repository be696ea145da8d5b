using System.CommandLine;
using Waypost.Cli.Output;

namespace Waypost.Cli.Connections;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "How to print",
        Recursive = true,
        DefaultValueFactory = _ => "table",
    };

    public GlobalOptions() => _output.AcceptOnlyFromAmong("table", "json", "yaml");

    public Option<string?> Server { get; } = new("--server", "-s")
    {
        Description = "The server's URL (WAYPOST_ENDPOINT, or http://127.0.0.1:8080)",
        HelpName = "url",
        Recursive = true,
    };

    public Option<string?> Key { get; } = new("--key", "-k")
    {
        Description = "The API key (WAYPOST_API_KEY); other users of this machine can see it, prefer --key-file",
        HelpName = "key",
        Recursive = true,
    };

    public Option<string?> KeyFile { get; } = new("--key-file")
    {
        Description = "A file that holds the API key",
        HelpName = "file",
        Recursive = true,
    };

    public OutputFormat Format(ParseResult parsed) => parsed.GetValue(_output) switch
    {
        "json" => OutputFormat.Json,
        "yaml" => OutputFormat.Yaml,
        _ => OutputFormat.Table,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Server);
        root.Options.Add(Key);
        root.Options.Add(KeyFile);
        root.Options.Add(_output);
    }
}
