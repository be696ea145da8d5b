using Waypost.Api.Features.AccessEntries;
using Waypost.Api.Features.Accounts;
using Waypost.Api.Features.Aliases;
using Waypost.Api.Features.ApiKeys;
using Waypost.Api.Features.Auditing;
using Waypost.Api.Features.Changesets;
using Waypost.Api.Features.DnsConfiguration;
using Waypost.Api.Features.Forwards;
using Waypost.Api.Features.GenericAddresses;
using Waypost.Api.Features.MailDomains;
using Waypost.Api.Features.MailerRoutes;
using Waypost.Api.Features.MailPrograms;
using Waypost.Api.Features.Queue;
using Waypost.Api.Features.Recipients;
using Waypost.Api.Features.Records;
using Waypost.Api.Features.Search;
using Waypost.Api.Features.TsigKeys;
using Waypost.Api.Features.VirtualUsers;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;

namespace Waypost.Api.Features;

/// <summary>Every resource of the API: a new one is a folder here and a line in <see cref="MapFeatures"/>.</summary>
public static class FeatureEndpoints
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddChangesets();
        services.AddSingleton<SecondaryStates>();
        services.AddSingleton<ClientListeners>();
        services.AddSingleton<EnclosingZone>();
        services.AddSingleton<MailDomainTable>();
        services.AddSingleton<AccountTable>();
        services.AddSingleton<AliasTable>();
        services.AddSingleton<VirtualUserTable>();
        services.AddSingleton<AccessEntryTable>();
        services.AddSingleton<ForwardTable>();
        services.AddSingleton<GenericAddressTable>();
        services.AddSingleton<MailerRouteTable>();
        services.AddSingleton<TsigKeyTable>();
        services.AddDnsConfiguration();
    }

    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/v1").RequireScopeByMethod().DescribeProblems(400, 401, 403, 500);
        v1.AddEndpointFilter<RouteGroupBuilder, SparseFieldsFilter>();
        v1.MapZones();
        v1.MapRecords();
        v1.MapDnsConfiguration();
        v1.MapMailDomains();
        v1.MapClientRecords();
        v1.MapAccounts();
        v1.MapAliases();
        v1.MapVirtualUsers();
        v1.MapAccessEntries();
        v1.MapForwards();
        v1.MapGenericAddresses();
        v1.MapMailerRoutes();
        v1.MapRecipients();
        v1.MapQueue();
        v1.MapApiKeys();
        v1.MapTsigKeys();
        v1.MapChangesets();
        v1.MapSearch();
        v1.MapAuditEvents();
    }
}
