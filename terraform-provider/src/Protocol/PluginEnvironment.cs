namespace Waypost.Terraform.Protocol;

/// <summary>What Terraform (HashiCorp go-plugin) tells a plugin through environment variables.</summary>
internal sealed record PluginEnvironment(bool HasMagicCookie, bool SpeaksProtocol6, string? ClientCertificatePem, string SocketDirectory, bool AsksForMultiplexing)
{
    // Published by Terraform; it only keeps people from starting a plugin by hand.
    private const string MagicCookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

    public static PluginEnvironment Read(Func<string, string?> variable)
    {
        var versions = (variable("PLUGIN_PROTOCOL_VERSIONS") ?? "6").Split(',', StringSplitOptions.TrimEntries);
        var directory = variable("PLUGIN_UNIX_SOCKET_DIR");
        return new PluginEnvironment(
            variable("TF_PLUGIN_MAGIC_COOKIE") == MagicCookie,
            versions.Contains("6", StringComparer.Ordinal),
            variable("PLUGIN_CLIENT_CERT") is { Length: > 0 } pem ? pem : null,
            string.IsNullOrEmpty(directory) ? Path.GetTempPath() : directory,
            !string.IsNullOrEmpty(variable("PLUGIN_MULTIPLEX_GRPC")));
    }
}
