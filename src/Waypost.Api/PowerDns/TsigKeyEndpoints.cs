using Waypost.Api.Features.TsigKeys;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Names;
using Waypost.Dns.Tsig;
using Waypost.Storage.Database;
using TsigKey = Waypost.Client.TsigKey;

namespace Waypost.Api.PowerDns;

/// <summary>TSIG keys. Only admin keys see a secret; a list shows none.</summary>
internal static class TsigKeyEndpoints
{
    private const int MaximumKeys = 100_000;
    private static readonly WriteConditions Always = new(null, false);

    public static void MapTsigKeys(this IEndpointRouteBuilder server)
    {
        var group = server.MapGroup("/tsigkeys");
        group.MapGet("", async (TsigKeyTable table, CancellationToken cancellationToken) => PowerDnsResults.Json<IReadOnlyList<TsigKeyDocument>>(
            [.. (await table.ListAsync(null, MaximumKeys, cancellationToken)).Select(key => ToDocument(key.Value, ""))]));
        group.MapPost("", CreateAsync);
        group.MapGet("/{name}", async (string name, TsigKeyTable table, TsigKeyring keyring, HttpContext context, CancellationToken cancellationToken) =>
            PowerDnsResults.Json(ToDocument(await FindAsync(table, name, cancellationToken), Secret(keyring, name, context))));
        group.MapPut("/{name}", PutAsync);
        group.MapDelete("/{name}", async (string name, TsigKeyTable table, HttpContext context, CancellationToken cancellationToken) =>
            await table.DeleteAsync(NameOf(name), Always, context.Actor(), cancellationToken) == WriteStatus.Deleted ? Results.NoContent() : throw NotFound(name));
    }

    private static async Task<IResult> CreateAsync(PowerDnsBody body, TsigKeyTable table, TsigKeyring keyring, HttpContext context, CancellationToken cancellationToken)
    {
        var name = body.Root.Text("name");
        if (await table.FindAsync(NameOf(name), cancellationToken) is not null)
        {
            throw new PowerDnsException(409, $"A TSIG key with the name '{name}' already exists");
        }

        var secret = body.Root.OptionalText("key");
        var key = await WriteAsync(table, NameOf(name), body.Root.Text("algorithm"), secret is { Length: > 0 } ? secret : null, context, cancellationToken);
        return PowerDnsResults.Json(ToDocument(key, keyring.Find(NameIn(name))?.ToBase64() ?? ""), 201);
    }

    private static async Task<IResult> PutAsync(string name, PowerDnsBody body, TsigKeyTable table, TsigKeyring keyring, HttpContext context, CancellationToken cancellationToken)
    {
        var known = await FindAsync(table, name, cancellationToken);
        var renamed = body.Root.OptionalText("name") is { Length: > 0 } other ? NameOf(other) : known.Name;
        var secret = body.Root.OptionalText("key") ?? keyring.Find(NameIn(name))?.ToBase64();
        var key = await WriteAsync(table, renamed, body.Root.OptionalText("algorithm") ?? known.Algorithm, secret, context, cancellationToken);
        if (!renamed.Equals(known.Name, StringComparison.OrdinalIgnoreCase))
        {
            await table.DeleteAsync(known.Name, Always, context.Actor(), cancellationToken);
        }

        return PowerDnsResults.Json(ToDocument(key, Secret(keyring, renamed, context)));
    }

    private static async Task<TsigKey> WriteAsync(TsigKeyTable table, string name, string algorithm, string? secret, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TsigAlgorithm.TryParse(algorithm, out _, out _, out _))
        {
            throw new PowerDnsException($"Unknown TSIG algorithm: {algorithm}");
        }

        if (secret is not null && !System.Buffers.Text.Base64.IsValid(secret))
        {
            throw new PowerDnsException($"TSIG content '{secret}' cannot be base64-decoded");
        }

        var put = new TsigKeyPut(algorithm, secret);
        if (await table.CheckAsync(name, put, cancellationToken) is [var error, ..])
        {
            throw new PowerDnsException(error.Message);
        }

        return (await table.PutAsync(name, put, Always, context.Actor(), cancellationToken)).Stored?.Value ?? throw PowerDnsException.Conflict();
    }

    private static async Task<TsigKey> FindAsync(TsigKeyTable table, string name, CancellationToken cancellationToken) =>
        (await table.FindAsync(NameOf(name), cancellationToken))?.Value ?? throw NotFound(name);

    private static string Secret(TsigKeyring keyring, string name, HttpContext context) =>
        context.User.HasClaim(ApiKeyAuthentication.ScopeClaim, Scopes.Admin) ? keyring.Find(NameIn(name))?.ToBase64() ?? "" : "";

    private static DnsName NameIn(string name) => DnsName.TryParse(name, DnsName.Root, out var parsed, out _) ? parsed : DnsName.Root;

    private static string NameOf(string name) => name.Length > 1 && name.EndsWith('.') ? name[..^1] : name;

    private static PowerDnsException NotFound(string name) => new(404, $"TSIG key with name '{NameOf(name)}' not found");

    private static TsigKeyDocument ToDocument(TsigKey key, string secret) => new(key.Algorithm, key.Name + ".", secret, key.Name, "TSIGKey");
}
