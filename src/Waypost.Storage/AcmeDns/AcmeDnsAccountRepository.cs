using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.AcmeDns;

/// <summary>Accounts of the acme-dns protocol. Only the SHA-256 of a password is kept: it has 240 random bits, so a fast hash is enough.</summary>
public sealed class AcmeDnsAccountRepository(WaypostDatabase database)
{
    private const int PasswordOctets = 30;

    private const string Insert = """
        INSERT INTO acme_dns_accounts (username, subdomain, owner, password_hash, allow_from, last_text, created_at)
        VALUES (@username, @subdomain, @owner, @hash, @allowFrom, NULL, @now)
        """;

    private const string Find = """
        SELECT subdomain, owner, allow_from, last_text FROM acme_dns_accounts WHERE username = @username AND password_hash = @hash
        """;

    private const string UpdateText = """UPDATE acme_dns_accounts SET last_text = @text WHERE subdomain = @subdomain""";

    /// <summary>Makes an account and returns its name and password: the only time that the password is seen.</summary>
    public async Task<(string Username, string Password)> CreateAsync(AcmeDnsAccount account, string actor, CancellationToken cancellationToken)
    {
        var (username, password) = (Guid.NewGuid().ToString("D"), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordOctets)));
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new
            {
                username,
                subdomain = account.Subdomain,
                owner = account.Owner,
                hash = Hash(password),
                allowFrom = TextList.Write(account.AllowFrom),
                now = session.Now,
            });
            await AuditTrail.AppendAsync(session, actor, "create", "acme-dns-accounts/" + account.Subdomain, account.Owner);
            return true;
        }, cancellationToken);
        return (username, password);
    }

    /// <summary>The account, or null when name or password are wrong.</summary>
    public async Task<AcmeDnsAccount?> AuthenticateAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (username.Length is 0 or > 64 || password.Length is 0 or > 128)
        {
            return null;
        }

        var record = await database.ReadAsync(session => session.FindAsync<Record>(Find, new { username, hash = Hash(password) }), cancellationToken);
        return record is null ? null : new(record.Subdomain, record.Owner, TextList.Read(record.AllowFrom), record.LastText);
    }

    /// <summary>Remembers the text that was set last.</summary>
    public Task KeepTextAsync(string subdomain, string text, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(UpdateText, new { subdomain, text }), cancellationToken);

    private static string Hash(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

    private sealed class Record
    {
        public required string Subdomain { get; init; }

        public required string Owner { get; init; }

        public required string AllowFrom { get; init; }

        public string? LastText { get; init; }
    }
}
