using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc;

/// <summary>
/// What the control channel controls. Texts and result codes are BIND's and are made by the commands; a target only says
/// what is, and does what it is told. Zone names are absolute without the final dot, as rndc prints them.
/// </summary>
public interface IRndcTarget
{
    /// <summary>The views, in the order in which clients are matched.</summary>
    IReadOnlyList<string> Views { get; }

    /// <summary>Whether queries are logged.</summary>
    bool QueryLogging { get; set; }

    /// <summary>The debug level, 0 for none.</summary>
    int DebugLevel { get; set; }

    /// <summary>The facts that <c>rndc status</c> prints.</summary>
    RndcServerStatus Status();

    /// <summary>The zones of this name, at most one a view.</summary>
    Task<IReadOnlyList<RndcZone>> FindZonesAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads the configuration; with <paramref name="zones"/>, all zones whose files changed too, otherwise new ones only.</summary>
    Task<RndcReply> ReloadAsync(bool zones, CancellationToken cancellationToken);

    /// <summary>Reads a primary zone again.</summary>
    Task<RndcReply> ReloadZoneAsync(RndcZone zone, CancellationToken cancellationToken);

    /// <summary>Refuses updates to one dynamic zone, or to all, and writes their files.</summary>
    Task<RndcReply> FreezeAsync(RndcZone? zone, CancellationToken cancellationToken);

    /// <summary>Reads the files of frozen zones again and takes updates.</summary>
    Task<RndcReply> ThawAsync(RndcZone? zone, CancellationToken cancellationToken);

    /// <summary>Writes the files of one dynamic zone, or of all; <paramref name="clean"/> forgets the journal.</summary>
    Task<RndcReply> SyncAsync(RndcZone? zone, bool clean, CancellationToken cancellationToken);

    /// <summary>Sends NOTIFY messages for a zone.</summary>
    Task<RndcReply> NotifyAsync(RndcZone zone, CancellationToken cancellationToken);

    /// <summary>Asks a secondary zone's primaries for their serial now; with <paramref name="transfer"/>, takes the whole zone.</summary>
    Task<RndcReply> RefreshAsync(RndcZone zone, bool transfer, CancellationToken cancellationToken);

    /// <summary>Adds a zone; <paramref name="options"/> is what stands in a zone statement, braces included.</summary>
    Task<RndcReply> AddZoneAsync(string view, string name, string options, CancellationToken cancellationToken);

    /// <summary>Gives a zone other options.</summary>
    Task<RndcReply> ModifyZoneAsync(RndcZone zone, string options, CancellationToken cancellationToken);

    /// <summary>Removes a zone; <paramref name="clean"/> removes its files too.</summary>
    Task<RndcReply> DeleteZoneAsync(RndcZone zone, bool clean, CancellationToken cancellationToken);

    /// <summary>The zone's statement on one line, without its final semicolon's newline.</summary>
    Task<string> ShowZoneAsync(RndcZone zone, CancellationToken cancellationToken);

    /// <summary>Writes zones to the dump file; views are all when the list is empty.</summary>
    Task<RndcReply> DumpAsync(bool zones, IReadOnlyList<string> views, CancellationToken cancellationToken);

    /// <summary>Appends to the statistics file.</summary>
    Task<RndcReply> WriteStatisticsAsync(CancellationToken cancellationToken);

    /// <summary>Writes one of the files that BIND writes for other servers than this: the path is the configuration's clause, or the default.</summary>
    Task<RndcReply> WriteReportAsync(string clause, string defaultFile, string text, CancellationToken cancellationToken);

    /// <summary>The TSIG keys, by view.</summary>
    IReadOnlyList<RndcTsigKey> TsigKeys();

    /// <summary>Ends the process once the reply is sent; with <paramref name="save"/>, after writing pending updates.</summary>
    void Stop(bool save);
}
