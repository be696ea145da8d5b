using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Base64 as BIND reads it: blanks anywhere, padding where it belongs.</summary>
internal static class Base64Text
{
    public static bool IsValid(string text) => TryDecode(text, out _);

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var compact = string.Concat(text.Where(c => c is not (' ' or '\t' or '\r' or '\n')));
        if (compact.Length % 4 != 0)
        {
            return false;
        }
        var buffer = new byte[compact.Length / 4 * 3];
        if (!Convert.TryFromBase64String(compact, buffer, out var written))
        {
            return false;
        }
        // The bits that padding cuts off must be zero.
        if (Convert.ToBase64String(buffer, 0, written) != compact)
        {
            return false;
        }
        bytes = buffer[..written];
        return true;
    }
}
