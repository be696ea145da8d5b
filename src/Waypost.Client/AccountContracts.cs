namespace Waypost.Client;

/// <summary>An account: a person who logs in. <c>protocols</c> are those that it may use (imap, pop3, smtp; absent for all), the quotas octets and messages (absent for no limit).</summary>
public sealed record Account(string Name, DateTimeOffset CreatedAt, bool Disabled = false, IReadOnlyList<string>? Protocols = null, long? QuotaStorage = null, long? QuotaMessages = null);

/// <summary>PUT /v1/accounts/{name}. The password may be left out when the account exists; what else is left out has its default.</summary>
public sealed record AccountPut(string? Password = null, bool Disabled = false, IReadOnlyList<string>? Protocols = null, long? QuotaStorage = null, long? QuotaMessages = null);

/// <summary>What an account's mailboxes hold, in octets and messages, and the limits where there are some.</summary>
public sealed record AccountUsage(long Storage, long Messages, long? QuotaStorage = null, long? QuotaMessages = null);

/// <summary>A password for one program. <c>protocols</c> are those that it lets into; absent for all that the account may use.</summary>
public sealed record AppPassword(string Name, DateTimeOffset CreatedAt, IReadOnlyList<string>? Protocols = null);

/// <summary>POST /v1/accounts/{name}/app-passwords.</summary>
public sealed record AppPasswordCreate(string Name, IReadOnlyList<string>? Protocols = null);

/// <summary>The only answer that shows a new app password.</summary>
public sealed record AppPasswordCreated(string Name, string Password, DateTimeOffset CreatedAt, IReadOnlyList<string>? Protocols = null);

/// <summary>Records by which mail programs find the servers of a mail domain (RFC 6186, RFC 8314), in master file format.</summary>
public sealed record ClientRecords(string Domain, IReadOnlyList<string> Records);
