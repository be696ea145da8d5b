namespace Waypost.Dns.Rndc;

/// <summary>A key of the control channel: what a <c>key</c> statement of named.conf or rndc.key holds.</summary>
/// <param name="Name">Its name, for the log; a message does not carry it.</param>
/// <param name="Algorithm">The keyed hash.</param>
/// <param name="Secret">The shared secret, decoded; never logged.</param>
public sealed record RndcKey(string Name, RndcAlgorithm Algorithm, byte[] Secret)
{
    /// <summary>Makes a key of the three texts of a <c>key</c> statement; null and why when one is wrong.</summary>
    public static RndcKey? TryCreate(string name, string algorithm, string secret, out string? error)
    {
        var found = RndcAlgorithm.Find(algorithm);
        var bytes = new byte[secret.Length];
        var decoded = Convert.TryFromBase64String(secret, bytes, out var length);
        error = found is null ? $"unknown algorithm '{algorithm}'" : !decoded ? "bad base64 encoding" : length == 0 ? "the secret is empty" : null;
        return error is null ? new RndcKey(name, found!, bytes[..length]) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"key {Name} ({Algorithm.Name})";
}
