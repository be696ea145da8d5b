using System.CommandLine;
using Waypost.Client;

namespace Waypost.Cli.Connections;

/// <summary>Which server, with which key: the command line first, then the environment, then a server run from this folder.</summary>
internal sealed record ServerAddress(Uri Endpoint, string? Key)
{
    private const string DefaultEndpoint = "http://127.0.0.1:8080";

    public WaypostClient Connect() => WaypostClient.Create(Endpoint, Key);

    public static ServerAddress Read(GlobalOptions options, ParseResult parsed)
    {
        string text = parsed.GetValue(options.Server) ?? Variable("WAYPOST_ENDPOINT") ?? DefaultEndpoint;
        bool isHttp = Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps);
        return isHttp ? new ServerAddress(endpoint!, ReadKey(options, parsed)) : throw new UsageException($"'{text}' is no http or https URL (--server, WAYPOST_ENDPOINT)");
    }

    private static string? ReadKey(GlobalOptions options, ParseResult parsed)
    {
        if (parsed.GetValue(options.Key) is { } key)
        {
            return key.Trim();
        }

        if (parsed.GetValue(options.KeyFile) is { } file)
        {
            return TextFile.Read(file).Trim();
        }

        string beside = Path.Combine(Variable("WAYPOST_DataDirectory") ?? "data", "admin.key");
        return Variable("WAYPOST_API_KEY")?.Trim() ?? (File.Exists(beside) ? TextFile.Read(beside).Trim() : null);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
