using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waypost.Client;
using Waypost.Dns.Zones;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>The API as far as the provider uses it, over dictionaries; RRsets are stored in the server's canonical form.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    public const string Key = "test-key";

    private readonly WebApplication app;
    private long version;

    private FakeApi(WebApplication app) => this.app = app;

    /// <summary>Zones by name; each holds RRsets by <c>owner/TYPE</c>.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, (Rrset Rrset, string ETag)>> Zones { get; } = new();

    /// <summary>Keyed tables: path segment, then lower-case key.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, object>> Tables { get; } = new();

    /// <summary>The last password that was set, by account.</summary>
    public ConcurrentDictionary<string, string?> Passwords { get; } = new();

    public string Endpoint { get; private set; } = "";

    public static async Task<FakeApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WaypostJsonContext.Default));
        builder.Logging.ClearProviders();
        var fake = new FakeApi(builder.Build());
        fake.Map();
        await fake.app.StartAsync();
        fake.Endpoint = fake.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return fake;
    }

    public Rrset? FindRrset(string zone, string key) =>
        Zones.TryGetValue(zone, out var rrsets) && rrsets.TryGetValue(key, out var found) ? found.Rrset : null;

    /// <summary>Writes as somebody else would, behind Terraform's back.</summary>
    public void SetRrset(string zone, Rrset rrset) => Zones[zone][$"{rrset.Owner}/{rrset.Type}"] = (rrset, NextTag());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IResult Problem(int status, string detail, Dictionary<string, string[]>? errors = null) =>
        Results.Json(new ProblemDocument("urn:waypost:problem:test", "Test", status, detail, null, errors), WaypostJsonContext.Default.ProblemDocument, "application/problem+json", status);

    private void Map()
    {
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization != "Bearer " + Key)
            {
                await Problem(401, "Send a valid API key.").ExecuteAsync(context);
                return;
            }

            await next(context);
        });
        app.UseRouting();
        app.MapPost("/v1/zones", (ZoneCreate zone) => CreateZone(zone));
        app.MapGet("/v1/zones/{zone}", (string zone) => Zones.ContainsKey(zone) ? Results.Ok(ToZone(zone)) : Problem(404, "no zone"));
        app.MapDelete("/v1/zones/{zone}", (string zone) => Zones.TryRemove(zone, out _) ? Results.NoContent() : Problem(404, "no zone"));
        app.MapGet("/v1/zones/{zone}/rrsets/{owner}/{type}", GetRrset);
        app.MapPut("/v1/zones/{zone}/rrsets/{owner}/{type}", PutRrset);
        app.MapDelete("/v1/zones/{zone}/rrsets/{owner}/{type}", (string zone, string owner, string type) =>
            Zones.TryGetValue(zone, out var rrsets) && rrsets.TryRemove($"{owner}/{type}", out _) ? Results.NoContent() : Problem(404, "no RRset"));
        MapTable<AliasPut>("aliases", (key, put) => new Alias(key, put.Targets), put => put.Targets.Any(t => t.StartsWith('|')) ? ("$.targets[0]", "commands are not allowed") : null);
        MapTable<VirtualUserPut>("virtual-users", (key, put) => new VirtualUser(key, put.Target), _ => null);
        MapTable<AccessEntryPut>("access-entries", (key, put) => new AccessEntry(key, put.Value), put => put.Value == "MAYBE" ? ("$.value", "The value is OK, RELAY, REJECT") : null);
        MapTable<AccountPut>("accounts", (key, put) =>
        {
            Passwords[key] = put.Password;
            return new Account(key, DateTimeOffset.UnixEpoch);
        }, _ => null);
        app.MapPut("/v1/mail-domains/{key}", (string key, HttpRequest request) => Put("mail-domains", key, new MailDomain(key, DateTimeOffset.UnixEpoch), request));
        MapReads("mail-domains");
    }

    private void MapTable<TPut>(string table, Func<string, TPut, object> make, Func<TPut, (string Path, string Message)?> check)
    {
        app.MapPut($"/v1/{table}/{{key}}", (string key, TPut put, HttpRequest request) =>
        {
            var name = Unescape(key);
            return check(put) is { } wrong
                ? Problem(422, "invalid", new() { [wrong.Path] = [wrong.Message] })
                : Put(table, name, make(name, put), request);
        });
        MapReads(table);
    }

    private void MapReads(string table)
    {
        app.MapGet($"/v1/{table}/{{key}}", (string key) => Table(table).TryGetValue(Unescape(key), out var item) ? Results.Ok(item) : Problem(404, "none"));
        app.MapDelete($"/v1/{table}/{{key}}", (string key) => Table(table).TryRemove(Unescape(key), out _) ? Results.NoContent() : Problem(404, "none"));
    }

    private ConcurrentDictionary<string, object> Table(string table) => Tables.GetOrAdd(table, _ => new(StringComparer.OrdinalIgnoreCase));

    private IResult Put(string table, string key, object item, HttpRequest request)
    {
        var exists = Table(table).ContainsKey(key);
        if ((exists && request.Headers.IfNoneMatch == "*") || (!exists && request.Headers.IfMatch == "*"))
        {
            return Problem(412, "The resource is not in the state that If-Match or If-None-Match asks for.");
        }

        Table(table)[key] = item;
        return Results.Json(item, statusCode: exists ? 200 : 201);
    }

    private IResult CreateZone(ZoneCreate zone)
    {
        var rrsets = new ConcurrentDictionary<string, (Rrset, string)>();
        if (!Zones.TryAdd(zone.Name, rrsets))
        {
            return Problem(409, "There is a zone of that name.");
        }

        var server = zone.PrimaryNameServer ?? $"ns1.{zone.Name}.";
        SetRrset(zone.Name, new Rrset("@", "SOA", 3600, [$"{server} {zone.Hostmaster ?? $"hostmaster.{zone.Name}."} 2026010101 86400 7200 3600000 3600"]));
        SetRrset(zone.Name, new Rrset("@", "NS", 3600, [server]));
        return Results.Json(ToZone(zone.Name), statusCode: 201);
    }

    private IResult GetRrset(string zone, string owner, string type, HttpResponse response)
    {
        if (!Zones.TryGetValue(zone, out var rrsets) || !rrsets.TryGetValue($"{owner}/{type}", out var found))
        {
            return Problem(404, "no RRset");
        }

        response.Headers.ETag = found.ETag;
        return Results.Ok(found.Rrset);
    }

    private IResult PutRrset(string zone, string owner, string type, RrsetPut put, HttpRequest request)
    {
        if (!Zones.TryGetValue(zone, out var rrsets))
        {
            return Problem(404, "no zone");
        }

        var exists = rrsets.TryGetValue($"{owner}/{type}", out var found);
        var match = request.Headers.IfMatch.ToString();
        if ((exists && request.Headers.IfNoneMatch == "*") || (match.Length > 0 && (!exists || (match != "*" && match != found.ETag))))
        {
            return Problem(412, "The resource is not in the state that If-Match or If-None-Match asks for.");
        }

        var result = RrsetNormalizer.Normalize(zone + ".", owner, type, (uint)(put.Ttl ?? 3600), put.Records);
        if (result.Rrset is not { } rrset)
        {
            return Problem(422, "invalid", result.Errors.ToDictionary(e => "$." + e.Path, e => new[] { e.Message }));
        }

        var stored = new Rrset(RrsetNormalizer.RelativeOwner(zone + ".", rrset.Owner), rrset.Type, rrset.Ttl, rrset.Rdata);
        SetRrset(zone, stored);
        return Results.Json(stored, statusCode: exists ? 200 : 201);
    }

    private Zone ToZone(string name) => new(name, "primary", 2026010101, Zones[name].Values.Sum(r => r.Rrset.Records.Count), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private string NextTag() => $"\"{Interlocked.Increment(ref version)}\"";

    private static string Unescape(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
