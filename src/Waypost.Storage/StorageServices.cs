using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Catalogs;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;
using Waypost.Dns.Zones;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;
using Waypost.Storage.AccessEntries;
using Waypost.Storage.Accounts;
using Waypost.Storage.Aliases;
using Waypost.Storage.ApiKeys;
using Waypost.Storage.Changesets;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Following;
using Waypost.Storage.Forwards;
using Waypost.Storage.GenericAddresses;
using Waypost.Storage.Mailboxes;
using Waypost.Storage.MailDomains;
using Waypost.Storage.MailerRoutes;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Queue;
using Waypost.Storage.Secondaries;
using Waypost.Storage.Tables;
using Waypost.Storage.TsigKeys;
using Waypost.Storage.VirtualUsers;
using Waypost.Storage.Zones;

namespace Waypost.Storage;

/// <summary>Registers the repositories; <see cref="DatabaseOptions"/> come from the host.</summary>
public static class StorageServices
{
    /// <summary>Adds the database, its repositories and the in-memory tables that they keep in step.</summary>
    public static IServiceCollection AddWaypostStorage(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>();
        services.AddOptions<MailboxOptions>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MailTablesHolder>();
        services.TryAddSingleton<ZoneTable>();
        services.TryAddSingleton<ViewTable>();
        services.TryAddSingleton<DnsConfigurationHolder>();
        services.TryAddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        services.TryAddSingleton<WaypostDatabase>();
        services.TryAddSingleton<DatabaseMigrator>();
        services.TryAddSingleton<ServedZones>();
        services.TryAddSingleton<ZoneRepository>();
        services.TryAddSingleton<ZoneMetadataRepository>();
        services.TryAddSingleton<RrsetNoteRepository>();
        services.TryAddSingleton<RecordSearch>();
        services.TryAddSingleton<IZoneStore, ZoneEdits>();
        services.TryAddSingleton<ZoneHistory>();
        services.TryAddSingleton<ZoneLoader>();
        services.TryAddSingleton<ZoneReader>();
        services.TryAddSingleton(provider => new ChangeFollower(
            provider.GetRequiredService<WaypostDatabase>(),
            provider.GetRequiredService<MailTablesLoader>(),
            provider.GetRequiredService<TsigKeyRepository>(),
            provider.GetRequiredService<DnsConfigurationLoader>(),
            provider.GetRequiredService<ZoneReader>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ChangeFollower>>()));
        services.TryAddSingleton<SecondaryRepository>();
        services.TryAddSingleton<ICatalogMembers, CatalogMembers>();
        services.TryAddSingleton<ISecondaryStore>(provider => provider.GetRequiredService<SecondaryRepository>());
        services.TryAddSingleton<DnsConfigurationLoader>();
        services.AddStatements(StatementKinds.Acls);
        services.AddStatements(StatementKinds.Views);
        services.AddStatements(StatementKinds.RemoteServerLists);
        services.AddStatements(StatementKinds.RemoteServers);
        services.AddStatements(StatementKinds.LoggingChannels);
        services.AddStatements(StatementKinds.Settings);
        services.TryAddSingleton<MailTablesLoader>();
        services.TryAddSingleton<MailDomainRepository>();
        services.TryAddSingleton<AccountRepository>();
        services.TryAddSingleton<AliasRepository>();
        services.TryAddSingleton<VirtualUserRepository>();
        services.TryAddSingleton<AccessEntryRepository>();
        services.TryAddSingleton<ForwardRepository>();
        services.TryAddSingleton<GenericAddressRepository>();
        services.TryAddSingleton<MailerRouteRepository>();
        services.TryAddSingleton<ApiKeyRepository>();
        services.TryAddSingleton<ChangesetRepository>();
        services.TryAddSingleton<TsigKeyring>();
        services.TryAddSingleton<TsigKeyRepository>();
        services.TryAddSingleton<IMessageQueue, MessageQueueRepository>();
        services.TryAddSingleton<IMessageTrace, MessageTraceRepository>();
        services.TryAddSingleton<LeaseReclaimer>();
        services.TryAddSingleton<IMailboxStore, MailboxRepository>();
        services.TryAddSingleton<IMessageSearch, MessageSearch>();
        services.TryAddSingleton<IAccountQuotas, AccountQuotas>();
        services.TryAddSingleton<IMailboxRights, MailboxRightsRepository>();
        services.TryAddSingleton<IMailboxMetadata, MailboxAnnotations>();
        services.TryAddSingleton<IMailboxChanges>(provider => provider.GetRequiredService<WaypostDatabase>().MailboxChanges);
        services.TryAddSingleton<IAccountDirectory, AccountDirectory>();
        return services;
    }

    private static void AddStatements<T>(this IServiceCollection services, StatementKind<T> kind)
        where T : class
    {
        services.TryAddSingleton(kind);
        services.TryAddSingleton<StatementRepository<T>>();
    }
}
