using System.Net;
using System.Runtime.CompilerServices;
using Waypost.Client;

namespace Waypost.Terraform.Sessions;

/// <summary>The RRsets of one zone of one view: read by one listing, written in batches.</summary>
internal sealed class ZoneRecords
{
    private const int PageSize = 1000;

    private readonly RrsetsClient rrsets;
    private readonly string zone;
    private readonly Listing<Rrset> listing;
    private readonly WriteQueue writes;
    private readonly CancellationToken stopping;

    public ZoneRecords(WaypostClient api, string zone, string? view, TimeProvider time, CancellationToken stopping)
    {
        (this.zone, this.stopping) = (zone, stopping);
        rrsets = api.Rrsets.InView(view);
        listing = new Listing<Rrset>(PagesAsync, stopping);
        writes = new WriteQueue(PatchAsync, SendAsync, time);
    }

    /// <summary>An RRset as the API has it, or null when there is none.</summary>
    /// <param name="owner">Relative, <c>@</c> for the apex, lower case.</param>
    /// <param name="type">In upper case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Rrset?> FindAsync(string owner, string type, CancellationToken cancellationToken)
    {
        var listed = await TryListAsync(cancellationToken);
        return listed is null ? null
            : listed.Items.TryGetValue(Key(owner, type), out var found) ? found
            : listed.IsWhole ? null
            : (await rrsets.FindAsync(zone, owner, type, cancellationToken))?.Value;
    }

    /// <summary>One RRset without a listing, unless there is one already.</summary>
    public async Task<Rrset?> FindOneAsync(string owner, string type, CancellationToken cancellationToken) =>
        listing.IsStarted ? await FindAsync(owner, type, cancellationToken) : (await rrsets.FindAsync(zone, owner, type, cancellationToken))?.Value;

    /// <summary>Every RRset by <c>owner/TYPE</c>, or null when there is no such zone.</summary>
    public async Task<IReadOnlyDictionary<string, Rrset>?> ListAsync(CancellationToken cancellationToken)
    {
        var listed = await TryListAsync(cancellationToken);
        return listed is null or { IsWhole: true }
            ? listed?.Items
            : throw new InvalidDataException($"The zone {zone} has more than {Listing<Rrset>.MaxItems} RRsets, too many to manage as one resource.");
    }

    /// <summary>Writes an RRset together with others that are written at the same time.</summary>
    public Task WriteAsync(RrsetPatch change, CancellationToken cancellationToken) => writes.WriteAsync(change).WaitAsync(cancellationToken);

    /// <summary>Writes many at once, all or none.</summary>
    public Task WriteAllAsync(IReadOnlyList<RrsetPatch> changes) => PatchAsync(changes);

    /// <summary>Forgets what was read.</summary>
    public void Drop() => listing.Drop();

    public static string Key(string owner, string type) => owner + "/" + type;

    private async Task<ListingResult<Rrset>?> TryListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await listing.GetAsync(cancellationToken);
        }
        catch (WaypostApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<KeyValuePair<string, Rrset>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await rrsets.ListPageAsync(zone, cursor, PageSize, cancellationToken);
            foreach (var rrset in page.Items)
            {
                yield return new(Key(rrset.Owner, rrset.Type), rrset);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private async Task PatchAsync(IReadOnlyList<RrsetPatch> changes)
    {
        try
        {
            await rrsets.PatchAsync(zone, changes, Precondition.None, stopping);
        }
        finally
        {
            listing.Drop();
        }
    }

    private async Task SendAsync(RrsetPatch change)
    {
        try
        {
            var condition = change.Exists switch { true => Precondition.Exists, false => Precondition.Absent, null => Precondition.None };
            await (change.Records is { } records
                ? rrsets.PutAsync(zone, change.Owner, change.Type, new RrsetPut(records, change.Ttl), condition, stopping)
                : rrsets.DeleteAsync(zone, change.Owner, change.Type, condition, stopping));
        }
        finally
        {
            listing.Drop();
        }
    }
}
