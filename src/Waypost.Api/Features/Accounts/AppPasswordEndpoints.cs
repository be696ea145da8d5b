using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Accounts;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Accounts;

/// <summary>App passwords: one for each program, shown once.</summary>
public static class AppPasswordEndpoints
{
    public static void MapAppPasswords(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{key}/app-passwords", ListAsync)
            .Describe("listAppPasswords", "Lists the app passwords of an account by name; the passwords themselves are not kept.", 404).Produces<Page<AppPassword>>();
        accounts.MapPost("/{key}/app-passwords", CreateAsync)
            .Validate<AppPasswordCreate>()
            .Describe("createAppPassword", "Creates an app password. The answer is the only one that shows it.", 404, 409, 413, 415, 422)
            .Produces<AppPasswordCreated>(201);
        accounts.MapDelete("/{key}/app-passwords/{name}", DeleteAsync)
            .Describe("deleteAppPassword", "Deletes an app password; it is refused from then on.", 404).Produces(204);
    }

    private static async Task<IResult> ListAsync(RouteKey key, AppPasswordRepository passwords, CancellationToken cancellationToken) =>
        await passwords.ListAsync(key.Value, cancellationToken) is { } rows
            ? Results.Ok(new Page<AppPassword>([.. rows.Select(row => new AppPassword(row.Name, row.CreatedAt, row.Protocols))], null))
            : Problems.NotFound("account", key.Value);

    private static async Task<IResult> CreateAsync(RouteKey key, AppPasswordCreate body, AppPasswordRepository passwords, HttpContext context, CancellationToken cancellationToken)
    {
        var (status, row, password) = await passwords.CreateAsync(key.Value, body.Name, body.Protocols, context.Actor(), cancellationToken);
        if (row is null)
        {
            return status == WriteStatus.NotFound
                ? Problems.NotFound("account", key.Value)
                : Problems.Conflict($"The account has an app password \"{body.Name}\", or {AppPasswordRepository.MaxPerAccount} of them.");
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Created((string?)null, new AppPasswordCreated(row.Name, password!, row.CreatedAt, row.Protocols));
    }

    private static async Task<IResult> DeleteAsync(RouteKey key, string name, AppPasswordRepository passwords, HttpContext context, CancellationToken cancellationToken) =>
        await passwords.DeleteAsync(key.Value, name, context.Actor(), cancellationToken) ? Results.NoContent() : Problems.NotFound("app password", name);
}
