using System.Collections.Immutable;
using System.Globalization;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>What is known of a connection's TLS.</summary>
/// <param name="Bits">The strength of the cipher; 0 without TLS.</param>
/// <param name="IsVerified">Whether the peer's certificate was verified.</param>
/// <param name="CommonName">The CN of the peer's certificate, or null.</param>
/// <param name="Subject">Its subject, or null.</param>
/// <param name="Issuer">Its issuer, or null.</param>
public sealed record TlsFacts(int Bits, bool IsVerified = false, string? CommonName = null, string? Subject = null, string? Issuer = null);

/// <summary>What a TLS_Clt:, TLS_Srv: or TLS_Rcpt: entry asks of a connection: <c>VERIFY</c>, <c>VERIFY:112</c>, <c>ENCR:112</c>,
/// with <c>PERM+</c> or <c>TEMP+</c> before it and <c>+CN:name</c>, <c>+CS:subject</c>, <c>+CI:issuer</c> behind it.</summary>
/// <param name="Entry">The key that applied.</param>
/// <param name="IsPermanent">Whether a connection that falls short is refused for good.</param>
/// <param name="Verify">Whether the peer's certificate must be verified.</param>
/// <param name="MinBits">The least strength of the cipher.</param>
/// <param name="Names">What the certificate must say: <c>CN:</c>, <c>CS:</c> or <c>CI:</c> and the text.</param>
public sealed record TlsRequirement(string Entry, bool IsPermanent, bool Verify, int MinBits, ImmutableArray<string> Names)
{
    /// <summary>What is asked of a client that connects here; null for nothing.</summary>
    public static TlsRequirement? ForClient(MailTables tables, string? name, string? address) => Find(tables, "TLS_Clt:", name, address);

    /// <summary>What is asked of a server that mail is sent to; null for nothing.</summary>
    public static TlsRequirement? ForServer(MailTables tables, string? name, string? address) => Find(tables, "TLS_Srv:", name, address);

    /// <summary>What is asked of the server that takes mail for a recipient; null for nothing.</summary>
    public static TlsRequirement? ForRecipient(MailTables tables, string recipient)
    {
        if (tables.AccessEntries.IsEmpty || !EnvelopeAddress.TryParse(recipient, out EnvelopeAddress address))
        {
            return null;
        }

        var search = new AccessSearch(tables);
        return Read(search, search.FindText("TLS_Rcpt:", AccessKeys.OfAddress(address, userAnywhere: true).Append(""), tagOnly: true), address.Domain);
    }

    /// <summary>Whether STARTTLS may be tried with a server; <c>Try_TLS:host NO</c> forbids it.</summary>
    public static bool MayTry(MailTables tables, string? name, string? address)
    {
        var search = new AccessSearch(tables);
        string? said = search.FindText("Try_TLS:", search.HostKeys(name, address).Append(""), tagOnly: true);
        return said is null || !said.Trim().Equals("NO", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the right side of an entry.</summary>
    public static bool TryParse(string text, out TlsRequirement requirement) => TryParse("", text, null, out requirement);

    /// <summary>The reply when a connection falls short, for example <c>454 4.7.0 encryption too weak</c>; null when it does not.</summary>
    public string? Refusal(TlsFacts facts)
    {
        string? problem =
            Verify && !facts.IsVerified ? "authentication required" :
            facts.Bits < MinBits || facts.Bits == 0 ? string.Create(CultureInfo.InvariantCulture, $"encryption too weak, {facts.Bits} bits are less than {Math.Max(MinBits, 1)}") :
            Names.FirstOrDefault(name => !Fits(name, facts)) is { } wrong ? $"{wrong[..2]} of the certificate does not match {wrong[3..]}" :
            null;
        return problem is null ? null : $"{(IsPermanent ? "554 5.7.0" : "454 4.7.0")} {problem}";
    }

    private static bool Fits(string name, TlsFacts facts) => name[3..].Equals(
        name[..2] switch { "CN" => facts.CommonName, "CS" => facts.Subject, _ => facts.Issuer }, StringComparison.OrdinalIgnoreCase);

    private static TlsRequirement? Find(MailTables tables, string tag, string? name, string? address)
    {
        var search = new AccessSearch(tables);
        return Read(search, search.FindText(tag, search.HostKeys(name, address).Append(""), tagOnly: true), name);
    }

    private static TlsRequirement? Read(AccessSearch search, string? text, string? host) =>
        text is not null && TryParse(search.Steps[^1].Key, text, host, out TlsRequirement requirement) ? requirement : null;

    private static bool TryParse(string entry, string text, string? host, out TlsRequirement requirement)
    {
        requirement = new TlsRequirement(entry, false, false, 0, []);
        string[] parts = text.Trim().Split('+', StringSplitOptions.RemoveEmptyEntries);
        int first = 0;
        bool permanent = false;
        if (parts is [var when, ..] && (when.Equals("PERM", StringComparison.OrdinalIgnoreCase) || when.Equals("TEMP", StringComparison.OrdinalIgnoreCase)))
        {
            permanent = when.Equals("PERM", StringComparison.OrdinalIgnoreCase);
            first = 1;
        }

        if (first >= parts.Length || !TryReadStrength(parts[first], out bool verify, out int bits))
        {
            return false;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        foreach (string part in parts.Skip(first + 1))
        {
            string word = part.Equals("CN", StringComparison.OrdinalIgnoreCase) ? "CN:" + host : part;
            if (word.Length < 3 || word[2] != ':' || word[..2].ToUpperInvariant() is not ("CN" or "CS" or "CI"))
            {
                return false;
            }

            names.Add(word[..2].ToUpperInvariant() + word[2..]);
        }

        requirement = new TlsRequirement(entry, permanent, verify, bits, names.ToImmutable());
        return true;
    }

    private static bool TryReadStrength(string text, out bool verify, out int bits)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = colon < 0 ? text : text[..colon];
        verify = word.Equals("VERIFY", StringComparison.OrdinalIgnoreCase);
        bits = 0;
        bool hasBits = colon >= 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= 1024;
        return verify ? colon < 0 || hasBits : hasBits && word.Equals("ENCR", StringComparison.OrdinalIgnoreCase);
    }
}
