using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The provider block: where the API is and how to log in, from the configuration or the environment.</summary>
internal sealed record ProviderSettings(Uri Endpoint, string ApiKey, string? CaFile)
{
    public const string DefaultEndpoint = "http://127.0.0.1:8080";

    public static ObjectSchema Schema { get; } = new(
        "Manages the names and the mail of a Waypost server.",
        new SchemaAttribute("endpoint", CtyType.Text, "The API's URL. Default: the environment's `WAYPOST_ENDPOINT`, else `" + DefaultEndpoint + "`.") { Optional = true },
        new SchemaAttribute("api_key", CtyType.Text, "The API key. Default: the environment's `WAYPOST_API_KEY`.") { Optional = true, Sensitive = true },
        new SchemaAttribute("ca_file", CtyType.Text, "A PEM file of the authorities to trust instead of the system's, for an `https` endpoint.") { Optional = true });

    /// <summary>The settings, or null after an error or when one is not known before apply.</summary>
    public static ProviderSettings? Read(CtyValue config, Func<string, string?> variable, DiagnosticList diagnostics)
    {
        if (config["endpoint"].IsUnknown || config["api_key"].IsUnknown || config["ca_file"].IsUnknown)
        {
            return null;
        }

        var endpoint = ReadEndpoint(config["endpoint"].Text ?? NotEmpty(variable("WAYPOST_ENDPOINT")) ?? DefaultEndpoint, diagnostics);
        var key = config["api_key"].Text ?? NotEmpty(variable("WAYPOST_API_KEY"));
        if (string.IsNullOrEmpty(key))
        {
            diagnostics.Error("No API key", "Set api_key in the provider block or WAYPOST_API_KEY in the environment. The server keeps the first key in data/admin.key.", "api_key");
        }
        else if (key.Any(c => c is <= ' ' or > '~'))
        {
            diagnostics.Error("Invalid API key", "The API key has characters that no key has; is there a line break at its end?", "api_key");
        }

        var authorities = config["ca_file"].Text;
        if (authorities is not null && !File.Exists(authorities))
        {
            diagnostics.Error("No such file", $"ca_file names {authorities}, which does not exist.", "ca_file");
        }

        return diagnostics.HasErrors ? null : new ProviderSettings(endpoint!, key!, authorities);
    }

    /// <summary>The checks that need no environment.</summary>
    public static void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (config["endpoint"].Text is { } endpoint)
        {
            ReadEndpoint(endpoint, diagnostics);
        }
    }

    private static Uri? ReadEndpoint(string text, DiagnosticList diagnostics)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps))
        {
            return endpoint;
        }

        diagnostics.Error("Invalid endpoint", $"\"{text}\" is not an http or https URL.", "endpoint");
        return null;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
