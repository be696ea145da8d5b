using Waypost.Api.Http;
using Waypost.Dns.Configuration;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Contract = Waypost.Client.DnsSettings;

namespace Waypost.Api.Features.DnsConfiguration;

/// <summary>What holds for the whole DNS server; there is one of it, and it is always there.</summary>
public static class DnsSettingsEndpoints
{
    private const string Noun = "DNS settings";

    public static void MapDnsSettings(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("/dns-settings").WithTags("DNS settings");
        group.MapGet("", GetAsync).Describe("getDnsSettings", "Reads the settings of the DNS server.").Produces<Contract>().Produces(304);
        group.MapPut("", PutAsync)
            .Validate<Contract>()
            .Describe("putDnsSettings", "Replaces the settings of the DNS server. When it answers, they are in force.", 409, 412, 413, 415, 422)
            .Produces<Contract>();
        group.MapPatch("", PatchAsync)
            .Accepts<Contract>("application/json", MergePatch<Contract>.MediaType)
            .Describe("patchDnsSettings", "Changes members of the settings of the DNS server; what is null is set no longer.", 409, 412, 413, 415, 422)
            .Produces<Contract>();
    }

    private static async Task<IResult> GetAsync(StatementRepository<DnsSettings> repository, HttpContext context, CancellationToken cancellationToken) =>
        (await ReadAsync(repository, cancellationToken)).Select(StatementContracts.To<Contract>).ToResult(context);

    private static Task<IResult> PutAsync(
        Contract body, WriteConditions conditions, StatementRepository<DnsSettings> repository, HttpContext context, CancellationToken cancellationToken) =>
        WriteAsync(StatementContracts.To<DnsSettings>(body), conditions.IfMatch, repository, context, cancellationToken);

    private static async Task<IResult> PatchAsync(
        MergePatch<Contract> patch, WriteConditions conditions, StatementRepository<DnsSettings> repository, HttpContext context, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(repository, cancellationToken);
        var result = await WriteAsync(StatementContracts.Merge<DnsSettings>(before.Value, patch.Body), conditions.IfMatch ?? before.ETag, repository, context, cancellationToken);
        return result;
    }

    private static async Task<IResult> WriteAsync(
        DnsSettings settings, string? ifMatch, StatementRepository<DnsSettings> repository, HttpContext context, CancellationToken cancellationToken)
    {
        var errors = await repository.CheckAsync(StatementKinds.SettingsName, settings, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors.Select(error => new FieldError(error.Section == StatementSection.Settings ? error.Path : "$", error.Message)));
        }

        var result = await repository.PutAsync(settings, ifMatch, ifNoneMatch: false, context.Actor(), cancellationToken);
        return result is { Status: WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged, Stored: { } stored }
            ? stored.Select(StatementContracts.To<Contract>).ToResult(context)
            : result.Status.ToProblem(Noun, StatementKinds.SettingsName);
    }

    private static async Task<Stored<DnsSettings>> ReadAsync(StatementRepository<DnsSettings> repository, CancellationToken cancellationToken) =>
        await repository.FindAsync(StatementKinds.SettingsName, cancellationToken) ?? throw new InvalidOperationException("The row of the DNS settings is gone.");
}
