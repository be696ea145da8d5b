namespace Waypost.Dns.NamedConf.Checks;

/// <summary>
/// Cipher lists in OpenSSL's notation. A list is valid when it leaves a cipher to choose from, which only the library can
/// tell in full; here, when one of its words is a group or looks like a cipher's name.
/// </summary>
internal static class CipherList
{
    private static readonly string[] Groups =
    [
        "ALL", "DEFAULT", "COMPLEMENTOFDEFAULT", "HIGH", "MEDIUM", "AES", "AES128", "AES256", "AESGCM", "AESCCM", "AESCCM8", "CHACHA20", "ECDHE", "EECDH", "kECDHE", "kEECDH",
        "ECDSA", "aECDSA", "RSA", "aRSA", "kRSA", "DHE", "EDH", "kDHE", "kEDH", "ARIA", "ARIA128", "ARIA256", "ARIAGCM", "CAMELLIA", "CAMELLIA128", "CAMELLIA256", "SHA", "SHA1",
        "SHA256", "SHA384", "PSK", "kPSK", "TLSv1.2", "TLSv1.0", "TLSv1", "SSLv3", "SUITEB128", "SUITEB128ONLY", "SUITEB192", "PROFILE=SYSTEM",
    ];

    public static bool IsValid(string list) => list
        .Split([':', ',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word[0] is not ('!' or '-' or '@'))
        .Any(word => IsCipher(word.TrimStart('+')));

    private static bool IsCipher(string word) =>
        word.Split('+').All(part => Groups.Contains(part, StringComparer.Ordinal)) ||
        (word.Contains('-', StringComparison.Ordinal) && word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'));
}
