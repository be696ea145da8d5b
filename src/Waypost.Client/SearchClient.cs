namespace Waypost.Client;

/// <summary><c>/v1/search</c> and <c>/v1/records</c>.</summary>
public sealed class SearchClient
{
    private readonly ApiTransport transport;

    internal SearchClient(ApiTransport transport) => this.transport = transport;

    /// <summary>A page of what has a text in it, of any kind.</summary>
    public Task<Page<SearchHit>> FindPageAsync(string text, string? cursor, int? limit, CancellationToken cancellationToken) =>
        ResourceClient<SearchHit>.PageAsync(transport, "v1/search?q=" + Uri.EscapeDataString(text), cursor, limit, ApiTransport.Json.PageSearchHit, cancellationToken);

    /// <summary>A page of the RRsets with a record, or a target, in any zone.</summary>
    public Task<Page<RecordHit>> FindRecordsPageAsync(string rdata, string? cursor, int? limit, CancellationToken cancellationToken) =>
        ResourceClient<RecordHit>.PageAsync(transport, "v1/records?rdata=" + Uri.EscapeDataString(rdata), cursor, limit, ApiTransport.Json.PageRecordHit, cancellationToken);
}
