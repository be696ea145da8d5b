using System.Globalization;

namespace Waypost.Server.Delivery.Remote;

/// <summary>What a server's EHLO reply offers (RFC 5321 section 4.1.1.1).</summary>
internal sealed record RemoteCapabilities
{
    public static RemoteCapabilities None { get; } = new();

    public bool IsExtended { get; init; }

    public bool Pipelining { get; init; }

    public bool EightBitMime { get; init; }

    public bool BinaryMime { get; init; }

    public bool Chunking { get; init; }

    public bool SmtpUtf8 { get; init; }

    public bool Dsn { get; init; }

    public bool StartTls { get; init; }

    public bool RequireTls { get; init; }

    public bool MtPriority { get; init; }

    /// <summary>SIZE was offered, and the largest message; 0 for no fixed limit (RFC 1870).</summary>
    public long? MaxSize { get; init; }

    /// <summary>RCPTMAX of LIMITS (RFC 9422), or null.</summary>
    public int? MaxRecipients { get; init; }

    /// <summary>The mechanisms of AUTH.</summary>
    public IReadOnlyList<string> Mechanisms { get; init; } = [];

    public static RemoteCapabilities Read(IReadOnlyList<string> lines)
    {
        var found = new RemoteCapabilities { IsExtended = true };
        foreach (string line in lines.Skip(1))
        {
            string[] words = line.Split((char[])[' ', '='], StringSplitOptions.RemoveEmptyEntries);
            found = words.Length == 0 ? found : words[0].ToUpperInvariant() switch
            {
                "PIPELINING" => found with { Pipelining = true },
                "8BITMIME" => found with { EightBitMime = true },
                "BINARYMIME" => found with { BinaryMime = true },
                "CHUNKING" => found with { Chunking = true },
                "SMTPUTF8" => found with { SmtpUtf8 = true },
                "DSN" => found with { Dsn = true },
                "STARTTLS" => found with { StartTls = true },
                "REQUIRETLS" => found with { RequireTls = true },
                "MT-PRIORITY" => found with { MtPriority = true },
                "SIZE" => found with { MaxSize = words.Length > 1 && Number(words[1]) is { } size ? size : 0 },
                "AUTH" => found with { Mechanisms = [.. found.Mechanisms, .. words.Skip(1).Select(word => word.ToUpperInvariant())] },
                "LIMITS" => found with { MaxRecipients = Limit(words, "RCPTMAX") },
                _ => found,
            };
        }

        return found;
    }

    private static int? Limit(string[] words, string name)
    {
        int at = Array.FindIndex(words, word => word.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at > 0 && at + 1 < words.Length && Number(words[at + 1]) is > 0 and <= 100_000 and { } limit ? (int)limit : null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
