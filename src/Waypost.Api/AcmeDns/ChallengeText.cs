using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Dns.Zones;
using Waypost.Storage.AcmeDns;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.AcmeDns;

/// <summary>Sets the texts of an account's challenge (RFC 8555 section 8.4): the last two, since a name and its wildcard are validated at once.</summary>
internal sealed class ChallengeText(ZoneRepository zones, EnclosingZone enclosing, AcmeDnsAccountRepository accounts)
{
    private const int Length = 43;
    private const uint Ttl = 1;

    /// <summary>Whether a text is the digest of a key authorization: 43 characters of base64url.</summary>
    public static bool IsValid(string? text) => text?.Length == Length && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <summary>Whether a name is in a zone that can be written here.</summary>
    public bool IsHere(string owner) => enclosing.Find(owner) is { } zone && zone.Origin != owner;

    /// <summary>Whether a key may write the name's texts.</summary>
    public bool IsAllowed(KeyAccess access, string owner) =>
        enclosing.Find(owner) is { } zone && access.Allows(new("records", AccessRequest.Write, null, zone.Origin.TrimEnd('.'), owner, "TXT"));

    /// <summary>False when the zone cannot take it.</summary>
    public async Task<bool> SetAsync(AcmeDnsAccount account, string text, CancellationToken cancellationToken)
    {
        if (enclosing.Find(account.Owner) is not { } zone)
        {
            return false;
        }

        string[] texts = account.LastText is { } last && last != text ? [$"\"{last}\"", $"\"{text}\""] : [$"\"{text}\""];
        var rrset = RrsetNormalizer.Normalize(zone.Origin, account.Owner, "TXT", Ttl, texts).Rrset!;
        var result = await zones.ApplyAsync(zone, [new(account.Owner, "TXT", rrset, null, false)], "acme-dns:" + account.Subdomain, cancellationToken);
        if (result.Status is not (WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged))
        {
            return false;
        }

        if (account.LastText != text)
        {
            await accounts.KeepTextAsync(account.Subdomain, text, cancellationToken);
        }

        return true;
    }
}
