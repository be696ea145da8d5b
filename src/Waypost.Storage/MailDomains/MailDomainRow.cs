namespace Waypost.Storage.MailDomains;

/// <summary>A domain for which this server takes mail.</summary>
public sealed record MailDomainRow(string Name, DateTimeOffset CreatedAt);
