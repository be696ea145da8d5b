using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>cookie-algorithm and cookie-secret.</summary>
internal static class CookieCheck
{
    private const int MaxBytes = 32;

    public static void Check(ConfCheck check, ConfMap map)
    {
        var algorithm = "siphash24";
        if (map["cookie-algorithm"] is ConfText stated)
        {
            algorithm = stated.Text;
            if (algorithm.Is("aes"))
            {
                check.Warn(stated, "cookie-algorithm 'aes' is deprecated");
            }
        }
        foreach (var secret in map.All("cookie-secret"))
        {
            var text = string.Concat(secret.Text().Where(c => c is not (' ' or '\t' or '\r' or '\n')));
            if (text.Length % 2 != 0 || text.Any(c => !char.IsAsciiHexDigit(c)))
            {
                check.Error(secret, "cookie-secret: invalid hex string");
            }
            else if (text.Length / 2 > MaxBytes)
            {
                check.Error(secret, "cookie-secret: too long");
            }
            else if (text.Length / 2 != 16)
            {
                check.Error(secret, algorithm.Is("aes") ? "AES cookie-secret must be 128 bits" : "SipHash-2-4 cookie-secret must be 128 bits");
            }
        }
    }
}
