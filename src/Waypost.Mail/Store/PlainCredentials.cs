using System.Text;

namespace Waypost.Mail.Store;

/// <summary>The response of SASL PLAIN (RFC 4616).</summary>
/// <param name="UserName">Authentication identity.</param>
/// <param name="Password">Password.</param>
public sealed record PlainCredentials(string UserName, string Password)
{
    private const int MaxLength = 1024;

    /// <summary>Decodes the base64 response; null when it is malformed or asks to act as somebody else.</summary>
    public static PlainCredentials? Parse(string base64)
    {
        var octets = new byte[MaxLength];
        if (base64.Length > MaxLength || !Convert.TryFromBase64String(base64, octets, out var written))
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(octets, 0, written).Split('\0');
        return fields.Length == 3 && fields[1].Length > 0 && (fields[0].Length == 0 || fields[0] == fields[1]) ? new(fields[1], fields[2]) : null;
    }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{nameof(PlainCredentials)} {{ UserName = {UserName} }}";
}
