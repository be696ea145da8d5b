using Waypost.Dns.NamedConf;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Rndc;

/// <summary>A file with the keys of the control channel, as <c>rndc-confgen -a</c> writes it.</summary>
public static class RndcKeyFile
{
    /// <summary>The keys in it; null with BIND's message when there are none to be had.</summary>
    public static IReadOnlyList<TsigKey>? Read(string path, out string? error)
    {
        var result = NamedConfFile.Parse(path);
        error = result.Diagnostics.FirstOrDefault(finding => finding.Severity == NamedConfSeverity.Error)?.ToString();
        if (result.Config is null || error is not null)
        {
            error ??= $"{path}: failure";
            return null;
        }
        var keys = new List<TsigKey>();
        foreach (var stated in result.Config.Keys)
        {
            if (!TsigKey.TryCreate(stated.Name, stated.Algorithm, stated.Secret, out var key, out error))
            {
                error = $"{path}: key '{stated.Name}': {error}";
                return null;
            }
            keys.Add(key);
        }
        error = keys.Count == 0 ? $"{path}: no key statement" : null;
        return keys.Count == 0 ? null : keys;
    }
}
