using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Tests;

/// <summary>A server without a certificate.</summary>
internal static class NoTls
{
    public static TlsCertificates Certificates { get; } = new(Options.Create(new TlsOptions()), TimeProvider.System, NullLogger<TlsCertificates>.Instance);
}
