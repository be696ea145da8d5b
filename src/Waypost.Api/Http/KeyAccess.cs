using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>One thing that a call does: a verb on a resource.</summary>
/// <param name="Resource">The collection; <c>records</c> for the RRsets of a zone.</param>
/// <param name="Key">The key of the resource; null for the collection.</param>
/// <param name="Zone">For a zone and its records: the zone's name.</param>
/// <param name="Owner">For a record: its owner, relative to the zone; null for all.</param>
public sealed record AccessRequest(string Resource, string Verb, string? Key = null, string? Zone = null, string? Owner = null, string? Type = null)
{
    public const string Read = "read";
    public const string Write = "write";
    public const string Delete = "delete";

    /// <summary>What a method on a path does, by the same rules for a request and for an operation of a changeset.</summary>
    public static AccessRequest Of(string verb, IReadOnlyList<string> segments)
    {
        var (collection, action) = Split(segments[0]);
        if (collection != "zones" || segments.Count == 1)
        {
            return new(collection, verb, segments.Count > 1 ? Split(segments[1]).Name : null);
        }

        (var zone, action) = Split(segments[1]);
        return segments switch
        {
            [_, _, "rrsets", var owner, var type] => new("records", verb, null, zone, owner, type.ToUpperInvariant()),
            [_, _, "rrsets" or "file" or "versions", ..] => new("records", verb, null, zone),
            _ when action == "restore" => new("records", verb, null, zone),
            _ => new("zones", verb, zone, zone),
        };
    }

    private static (string Name, string? Action) Split(string segment) =>
        segment.LastIndexOf(':') is > 0 and var colon && segment[(colon + 1)..].All(char.IsAsciiLetterLower) ? (segment[..colon], segment[(colon + 1)..]) : (segment, null);
}

/// <summary>What whoever calls may do, beyond their scope.</summary>
public sealed class KeyAccess(IReadOnlyList<ApiKeyPermission>? permissions)
{
    private static readonly string[] MailCollections = ["mail-domains", "accounts", "aliases", "virtual-users", "generic-addresses", "mailer-routes", "access-entries", "recipients", "queue"];

    public static KeyAccess All { get; } = new(null);

    public IReadOnlyList<ApiKeyPermission>? Permissions => permissions;

    public static KeyAccess Of(HttpContext context) => context.Features.Get<KeyAccess>() ?? All;

    public bool Allows(AccessRequest request) => permissions is null || permissions.Any(permission => Fits(permission, request));

    /// <summary>Whether a zone may be seen in a list.</summary>
    public bool ShowsZone(string zone) =>
        permissions is null || permissions.Any(permission => FitsAny(permission.Verbs, AccessRequest.Read) && (FitsAny(permission.Resources, "zones") || FitsAny(permission.Resources, "records")) && permission.MailDomains is null && FitsAny(permission.Zones, zone));

    /// <summary>Whether the list of a collection may be read, though only some of it is shown.</summary>
    public bool ShowsSome(AccessRequest request) =>
        request is { Verb: AccessRequest.Read, Resource: "zones", Key: null } && permissions is not null
        && permissions.Any(permission => FitsAny(permission.Verbs, AccessRequest.Read) && (FitsAny(permission.Resources, "zones") || FitsAny(permission.Resources, "records")));

    private static bool Fits(ApiKeyPermission permission, AccessRequest request) =>
        FitsAny(permission.Resources, request.Resource)
        && FitsAny(permission.Verbs, request.Verb)
        && (permission.Zones is null || (request.Zone is not null && FitsAny(permission.Zones, request.Zone)))
        && (permission.MailDomains is null || (request.Key is not null && MailCollections.Contains(request.Resource) && FitsAny(permission.MailDomains, DomainOf(request.Key))))
        && (permission.Types is null || (request.Type is not null && FitsAny(permission.Types, request.Type)))
        && (permission.Owners is null || (request.Owner is not null && FitsAny(permission.Owners, Relative(request.Owner, request.Zone))));

    private static bool FitsAny(IReadOnlyList<string>? patterns, string text) => patterns is null || patterns.Any(pattern => Matches(pattern, text));

    // No regular expression: * stands for any characters, in linear time.
    private static bool Matches(string pattern, string text) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("?", "\\?", StringComparison.Ordinal), text, ignoreCase: true);

    private static string DomainOf(string key) => key[(key.LastIndexOfAny(['@', ':']) + 1)..];

    private static string Relative(string owner, string? zone)
    {
        var name = owner.TrimEnd('.');
        return zone is null || !owner.EndsWith('.') ? owner
            : name.Equals(zone, StringComparison.OrdinalIgnoreCase) ? "@"
            : name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase) ? name[..^(zone.Length + 1)]
            : owner;
    }
}
