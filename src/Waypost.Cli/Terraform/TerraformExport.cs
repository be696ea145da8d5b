using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waypost.Client;

namespace Waypost.Cli.Terraform;

/// <summary>A whole server as Terraform's configuration: one resource and one import block for each thing, planning empty.</summary>
internal sealed class TerraformExport(WaypostClient client)
{
    private const string DefaultView = "_default";

    private const string Head = """
        terraform {
          required_providers {
            waypost = {
              source = "waypost/waypost"
            }
          }
        }

        """;

    /// <summary>Writes terraform.tf, dns.tf, zones.tf and mail.tf; gives the number of resources.</summary>
    public async Task<int> WriteAsync(string directory, CancellationToken cancellationToken)
    {
        (HclWriter dns, HclWriter zones, HclWriter mail) = (new(), new(), new());
        Dictionary<string, string> views = await DnsAsync(dns, cancellationToken);
        await foreach (Zone zone in client.Zones.ListAsync(cancellationToken))
        {
            await ZoneAsync(zones, zone, views, cancellationToken);
        }

        await MailAsync(mail, cancellationToken);
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "terraform.tf"), Head, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "dns.tf"), dns.ToString(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "zones.tf"), zones.ToString(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "mail.tf"), mail.ToString(), cancellationToken);
        return dns.Count + zones.Count + mail.Count;
    }

    private async Task<Dictionary<string, string>> DnsAsync(HclWriter hcl, CancellationToken cancellationToken)
    {
        await foreach (TsigKey key in client.TsigKeys.ListAsync(cancellationToken))
        {
            hcl.Resource("tsig_key", key.Name, key.Name, ("name", HclWriter.Text(key.Name)), ("algorithm", HclWriter.Text(key.Algorithm)));
        }

        await EachAsync(hcl, "acl", client.Acls, item => item.Name, WaypostJsonContext.Default.Acl, cancellationToken);
        await EachAsync(hcl, "remote_server", client.RemoteServers, item => item.Address, WaypostJsonContext.Default.RemoteServer, cancellationToken);
        await EachAsync(hcl, "remote_server_list", client.RemoteServerLists, item => item.Name, WaypostJsonContext.Default.RemoteServerList, cancellationToken);
        await EachAsync(hcl, "logging_channel", client.LoggingChannels, item => item.Name, WaypostJsonContext.Default.LoggingChannel, cancellationToken);
        Dictionary<string, string> views = await EachAsync(hcl, "view", client.Views, item => item.Name, WaypostJsonContext.Default.DnsView, cancellationToken);
        (string Name, string? Value)[] options = [.. HclWriter.Members(Json((await client.DnsSettings.GetAsync(cancellationToken)).Value, WaypostJsonContext.Default.DnsSettings))];
        if (options.Length > 0)
        {
            hcl.Resource("dns_server_options", "this", "dns-settings", options);
        }

        return views;
    }

    private async Task ZoneAsync(HclWriter hcl, Zone zone, Dictionary<string, string> views, CancellationToken cancellationToken)
    {
        string? view = zone.View == DefaultView ? null : zone.View;
        string suffix = view is null ? "" : "?view=" + view;
        string? viewValue = view is null ? null : views.TryGetValue(view, out string? known) ? known + ".name" : HclWriter.Text(view);
        bool isPrimary = zone.Kind == "primary";
        string address = hcl.Resource(
            "zone", view is null ? zone.Name : $"{view}_{zone.Name}", zone.Name + suffix,
            ("name", HclWriter.Text(zone.Name)),
            ("view", viewValue),
            ("kind", isPrimary ? null : HclWriter.Text(zone.Kind)),
            ("primaries", zone.Settings?.Primaries is { } primaries ? HclWriter.Texts(primaries) : null),
            ("settings", Settings(zone.Settings)));
        if (!isPrimary)
        {
            return;
        }

        List<(string, string)> records = [];
        await foreach (Rrset rrset in client.Rrsets.InView(view).ListAsync(zone.Name, cancellationToken))
        {
            if (rrset.Type is not ("SOA" or "RRSIG" or "NSEC" or "NSEC3" or "NSEC3PARAM"))
            {
                records.Add((HclWriter.Text($"{rrset.Owner}/{rrset.Type}"), $"{{ ttl = \"{rrset.Ttl.ToString(CultureInfo.InvariantCulture)}\", records = {HclWriter.Texts(rrset.Records)} }}"));
            }
        }

        hcl.Resource("zone_records", view is null ? zone.Name : $"{view}_{zone.Name}", zone.Name + suffix, ("zone", address + ".name"), ("view", viewValue), ("records", HclWriter.Object(records, 1)));
    }

    private async Task MailAsync(HclWriter hcl, CancellationToken cancellationToken)
    {
        await foreach (MailDomain domain in client.MailDomains.ListAsync(cancellationToken))
        {
            hcl.Resource("mail_domain", domain.Name, domain.Name, ("name", HclWriter.Text(domain.Name)));
        }

        await foreach (Account account in client.Accounts.ListAsync(cancellationToken))
        {
            hcl.Resource("account", account.Name, account.Name, ("name", HclWriter.Text(account.Name)));
        }

        await EachAsync(hcl, "alias", client.Aliases, item => item.Name, WaypostJsonContext.Default.Alias, cancellationToken);
        await EachAsync(hcl, "virtual_user", client.VirtualUsers, item => item.Address, WaypostJsonContext.Default.VirtualUser, cancellationToken);
        await EachAsync(hcl, "forward", client.Forwards, item => item.Account, WaypostJsonContext.Default.Forward, cancellationToken);
        await EachAsync(hcl, "generic_address", client.GenericAddresses, item => item.Address, WaypostJsonContext.Default.GenericAddress, cancellationToken);
        await EachAsync(hcl, "mailer_route", client.MailerRoutes, item => item.Domain, WaypostJsonContext.Default.MailerRoute, cancellationToken);
        await EachAsync(hcl, "access_entry", client.AccessEntries, item => item.Key, WaypostJsonContext.Default.AccessEntry, cancellationToken);
    }

    private static async Task<Dictionary<string, string>> EachAsync<T>(
        HclWriter hcl, string type, ResourceClient<T> collection, Func<T, string> keyOf, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class
    {
        Dictionary<string, string> addresses = new(StringComparer.Ordinal);
        await foreach (T item in collection.ListAsync(cancellationToken))
        {
            addresses[keyOf(item)] = hcl.Resource(type, keyOf(item), keyOf(item), [.. HclWriter.Members(Json(item, json))]);
        }

        return addresses;
    }

    // The primaries are the zone's own attribute; what the server sets in a catalog is nobody's to configure.
    private static string? Settings(ZoneSettings? settings)
    {
        if (settings is null)
        {
            return null;
        }

        CatalogSettings? catalog = settings.Catalog is { } given ? given with { Members = null, Groups = null, Label = null } : null;
        JsonElement json = Json(settings with { Primaries = null, Catalog = catalog }, WaypostJsonContext.Default.ZoneSettings);
        return json.EnumerateObject().Any() ? HclWriter.Value(json, 1) : null;
    }

    private static JsonElement Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(value, type);
}
