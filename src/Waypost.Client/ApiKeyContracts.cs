namespace Waypost.Client;

/// <summary>An API key, without the key itself. <c>scope</c> is admin, write or read, or the name of a role; <c>permissions</c> narrow it to what one of them allows.
/// <c>networks</c> are the addresses that it may be used from; it is refused after <c>expiresAt</c>.</summary>
public sealed record ApiKey(
    string Id, string Name, string Scope, DateTimeOffset CreatedAt, IReadOnlyList<ApiKeyPermission>? Permissions = null, IReadOnlyList<string>? Networks = null, DateTimeOffset? ExpiresAt = null, DateTimeOffset? LastUsedAt = null);

/// <summary>What a key may do: all members that are there must fit. <c>resources</c> are collections (<c>zones</c>, <c>records</c>, <c>aliases</c>), <c>verbs</c> read, write and delete;
/// <c>zones</c> are names of zones, <c>mailDomains</c> domains of mail resources, <c>owners</c> owners of records relative to their zone: <c>*</c> stands for anything; <c>types</c> are types of records.</summary>
public sealed record ApiKeyPermission(
    IReadOnlyList<string>? Resources = null, IReadOnlyList<string>? Verbs = null, IReadOnlyList<string>? Zones = null, IReadOnlyList<string>? MailDomains = null, IReadOnlyList<string>? Types = null, IReadOnlyList<string>? Owners = null);

/// <summary>POST /v1/api-keys.</summary>
public sealed record ApiKeyCreate(string Name, string Scope = "write", IReadOnlyList<ApiKeyPermission>? Permissions = null, IReadOnlyList<string>? Networks = null, DateTimeOffset? ExpiresAt = null);

/// <summary>PATCH /v1/api-keys/{id}: a member that is null is taken away.</summary>
public sealed record ApiKeyPatch(string? Scope = null, IReadOnlyList<ApiKeyPermission>? Permissions = null, IReadOnlyList<string>? Networks = null, DateTimeOffset? ExpiresAt = null);

/// <summary>A new key: this is the only answer that shows it.</summary>
public sealed record ApiKeyCreated(string Name, string Scope, string Key, string? Id = null);

/// <summary>GET /v1/whoami: who the key or token of this request is, and what it may do.</summary>
public sealed record WhoAmI(string Actor, string Scope, IReadOnlyList<ApiKeyPermission>? Permissions = null, IReadOnlyList<string>? Networks = null, DateTimeOffset? ExpiresAt = null);

/// <summary>One line of the audit: who did what to which resource; <c>action</c> is refused for a call that was not allowed.</summary>
public sealed record AuditEvent(string Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail = null);
