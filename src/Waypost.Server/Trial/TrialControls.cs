using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Waypost.Dns.NamedConf;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>The channels of the controls statement; without one, those that BIND opens by itself when there is an rndc.key.</summary>
public sealed class TrialControls(Func<IRndcTarget> target, TrialOptions options, BindLog log, ILogger<RndcChannel> logger, TimeProvider time) : IAsyncDisposable
{
    private const int DefaultPort = 953;
    private const string DefaultKeyFile = "/etc/bind/rndc.key";

    private readonly Dictionary<IPEndPoint, (RndcChannel Channel, string Signature)> _channels = [];

    /// <summary>Opens what the configuration wants and closes the rest.</summary>
    public async Task ConfigureAsync(TrialConfiguration configuration)
    {
        var wanted = Wanted(configuration).ToDictionary(settings => settings.EndPoint);
        foreach (var (endPoint, open) in _channels.ToList())
        {
            if (!wanted.TryGetValue(endPoint, out var settings) || Signature(settings) != open.Signature)
            {
                _channels.Remove(endPoint);
                await open.Channel.DisposeAsync();
            }
        }
        foreach (var (endPoint, settings) in wanted)
        {
            if (_channels.ContainsKey(endPoint))
            {
                continue;
            }
            var channel = new RndcChannel(settings, target(), time, logger);
            if (channel.Start())
            {
                _channels.Add(endPoint, (channel, Signature(settings)));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (channel, _) in _channels.Values)
        {
            await channel.DisposeAsync();
        }
        _channels.Clear();
    }

    private IEnumerable<RndcChannelSettings> Wanted(TrialConfiguration configuration)
    {
        if (configuration.Config.Root["controls"] is null)
        {
            foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Where(Uses))
            {
                if (DefaultKeys() is { } keys)
                {
                    yield return new RndcChannelSettings(new IPEndPoint(address, DefaultPort), keys, IPAddress.IsLoopback);
                }
            }
            yield break;
        }
        foreach (var control in configuration.Config.Controls.Where(control => Uses(control.Address)))
        {
            var endPoint = new IPEndPoint(control.Address, control.Port > 0 ? control.Port : DefaultPort);
            if (!AddressMatchList.TryParse(control.Allow, configuration.Acls, out var allow, out var error))
            {
                log.Error("general", $"couldn't install ACL for command channel {endPoint.Address}#{endPoint.Port}: {error}");
                continue;
            }
            var keys = control.Keys.Count == 0
                ? DefaultKeys() ?? []
                : [.. configuration.Keys.Where(key => control.Keys.Any(name => IsNamed(key, name)))];
            if (keys.Count == 0)
            {
                log.Warning("general", $"couldn't install keys for command channel {endPoint.Address}#{endPoint.Port}: not found");
            }
            yield return new RndcChannelSettings(endPoint, keys, address => allow.Matches(DnsPeer.ToBits(address), null), control.IsReadOnly);
        }
    }

    private bool Uses(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? options.UseIPv4 : options.UseIPv6;

    private IReadOnlyList<TsigKey>? DefaultKeys()
    {
        log.Info("general", $"configuring command channel from '{DefaultKeyFile}'");
        var keys = RndcKeyFile.Read(DefaultKeyFile, out var error);
        if (keys is null)
        {
            log.Error("general", error!);
        }
        return keys;
    }

    private static bool IsNamed(TsigKey key, string name) => key.Name.ToString().TrimEnd('.').Equals(name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    // A channel whose keys or list changed is opened anew; the texts in it never leave the process.
    private static string Signature(RndcChannelSettings settings) =>
        string.Join('|', settings.Keys.Select(key => $"{key} {key.ToBase64()}")) + settings.ReadOnly;
}
