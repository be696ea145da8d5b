using Microsoft.Extensions.Hosting;

namespace Waypost.Server.Dns;

/// <summary>A listener that may be started before the host is, while zones are being loaded; a second start does nothing.</summary>
public interface IDnsListener : IHostedService;
