using System.Security.Cryptography;
using System.Text;

namespace Waypost.Storage.Accounts;

/// <summary>App passwords: 24 random letters, about 112 bits, so that a plain hash keeps them safe and checking costs nothing.</summary>
internal static class AppPasswordSecret
{
    private const int Length = 24;

    // Without letters that look alike.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";

    public static string Create() => RandomNumberGenerator.GetString(Letters, Length);

    public static string Hash(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(password))));

    public static bool Matches(string password, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(password)), Encoding.ASCII.GetBytes(hash));

    // People may type it in groups.
    private static string Plain(string password) => password.Length > Length ? password.Replace(" ", "", StringComparison.Ordinal) : password;
}
