namespace Waypost.Storage.AcmeDns;

/// <summary>Who may set one name's TXT records, as acme-dns has accounts.</summary>
/// <param name="Subdomain">The account's public name.</param>
/// <param name="Owner">The name whose TXT records it sets; absolute, in lower case.</param>
/// <param name="AllowFrom">Networks that updates may come from; empty for any.</param>
/// <param name="LastText">The text that it set last, or null.</param>
public sealed record AcmeDnsAccount(string Subdomain, string Owner, IReadOnlyList<string> AllowFrom, string? LastText);
