using System.Security.Cryptography;
using System.Text;

namespace Waypost.Mail.Store;

/// <summary>What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677): the password does not follow from it.</summary>
/// <param name="Salt">The salt.</param>
/// <param name="Iterations">Iterations of PBKDF2.</param>
/// <param name="StoredKey">SHA-256 of the client key.</param>
/// <param name="ServerKey">What the server proves itself with.</param>
public sealed record ScramKeys(byte[] Salt, int Iterations, byte[] StoredKey, byte[] ServerKey)
{
    private const int SaltLength = 16;
    private const int KeyLength = 32;

    /// <summary>RFC 7677 section 4 asks for 4096 at least.</summary>
    public const int DefaultIterations = 20_000;

    /// <summary>Makes the keys of a new password.</summary>
    public static ScramKeys Of(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return Of(password, RandomNumberGenerator.GetBytes(SaltLength), DefaultIterations);
    }

    /// <summary>Makes the keys of a password with a given salt.</summary>
    public static ScramKeys Of(string password, byte[] salt, int iterations)
    {
        ArgumentNullException.ThrowIfNull(password);
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Prepare(password)), salt, iterations, HashAlgorithmName.SHA256, KeyLength);
        byte[] clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        return new ScramKeys(salt, iterations, SHA256.HashData(clientKey), HMACSHA256.HashData(salted, "Server Key"u8));
    }

    /// <summary>One line for the store: <c>iterations$salt$storedKey$serverKey</c>, base64.</summary>
    public string ToText() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Iterations}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(StoredKey)}${Convert.ToBase64String(ServerKey)}");

    /// <summary>Reads what <see cref="ToText"/> wrote; null when it is something else.</summary>
    public static ScramKeys? Parse(string? text)
    {
        try
        {
            return text?.Split('$') is [var iterations, var salt, var stored, var server]
                && int.TryParse(iterations, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int count)
                ? new ScramKeys(Convert.FromBase64String(salt), count, Convert.FromBase64String(stored), Convert.FromBase64String(server))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Leaves the keys out.</summary>
    public override string ToString() => nameof(ScramKeys);

    // SASLprep (RFC 4013) of what can be typed: non-ASCII spaces become spaces, and compatibility forms are composed.
    private static string Prepare(string password)
    {
        if (Ascii.IsValid(password))
        {
            return password;
        }

        string spaced = string.Concat(password.Where(c => c is not ('\u00ad' or '\u200b' or '\u200c' or '\u200d' or '\ufeff')).Select(c => char.IsSeparator(c) ? ' ' : c));
        return spaced.Normalize(NormalizationForm.FormKC);
    }
}

/// <summary>An account's keys.</summary>
/// <param name="Login">The account.</param>
/// <param name="Keys">Its keys.</param>
public sealed record ScramAccount(Store.AccountLogin Login, ScramKeys Keys);
