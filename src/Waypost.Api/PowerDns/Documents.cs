using System.Text.Json.Serialization;

namespace Waypost.Api.PowerDns;

/// <summary>Every error.</summary>
internal sealed record ErrorDocument(string Error);

/// <summary>An action that was done.</summary>
internal sealed record ResultDocument(string Result);

internal sealed record FlushDocument(int Count, string Result);

internal sealed record VersionDocument(string Url, int Version);

internal sealed record FeaturesDocument(IReadOnlyList<string> ApiFeatures, string ServerUrl);

internal sealed record ServerDocument(string AutoprimariesUrl, string ConfigUrl, string DaemonType, string Id, string Type, string Url, string Version, string ZonesUrl);

internal sealed record ConfigDocument(string Name, string Type, string Value);

internal sealed record StatisticDocument(string Name, string Type, string Value);

internal sealed record MetadataDocument(string Kind, IReadOnlyList<string> Metadata, string Type);

internal sealed record TsigKeyDocument(string Algorithm, string Id, string Key, string Name, string Type);

internal sealed record ExportDocument(string Zone);

internal sealed record RecordDocument(string Content, bool Disabled);

internal sealed record CommentDocument(string Account, string Content, long ModifiedAt);

internal sealed record RrsetDocument(IReadOnlyList<CommentDocument> Comments, string Name, IReadOnlyList<RecordDocument> Records, uint Ttl, string Type);

/// <summary>A zone in the list of zones.</summary>
internal sealed record ZoneSummaryDocument(
    string Account, string Catalog, bool? Dnssec, uint? EditedSerial, string Id, string Kind, long LastCheck, IReadOnlyList<string> Masters, string Name,
    uint NotifiedSerial, uint Serial, string Url);

/// <summary>A zone; without RRsets where they were not asked for.</summary>
internal sealed record ZoneDocument(
    string Account, bool ApiRectify, string Catalog, bool Dnssec, uint EditedSerial, string Id, string Kind, long LastCheck, IReadOnlyList<string> MasterTsigKeyIds,
    IReadOnlyList<string> Masters, string Name, uint NotifiedSerial, bool Nsec3narrow, string Nsec3param, IReadOnlyList<RrsetDocument>? Rrsets, uint Serial,
    IReadOnlyList<string> SlaveTsigKeyIds, string SoaEdit, string SoaEditApi, string Url);

/// <summary>A zone, record or comment that a search found.</summary>
internal sealed record FoundDocument(
    string? Content, bool? Disabled, string Name, string ObjectType, uint? Ttl, string? Type, string? Zone, string ZoneId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(ResultDocument))]
[JsonSerializable(typeof(FlushDocument))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(IReadOnlyList<VersionDocument>))]
[JsonSerializable(typeof(IReadOnlyList<FeaturesDocument>))]
[JsonSerializable(typeof(IReadOnlyList<ServerDocument>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigDocument>))]
[JsonSerializable(typeof(IReadOnlyList<StatisticDocument>))]
[JsonSerializable(typeof(IReadOnlyList<MetadataDocument>))]
[JsonSerializable(typeof(IReadOnlyList<TsigKeyDocument>))]
[JsonSerializable(typeof(IReadOnlyList<FoundDocument>))]
[JsonSerializable(typeof(IReadOnlyList<ZoneSummaryDocument>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ZoneDocument))]
internal sealed partial class PowerDnsJsonContext : JsonSerializerContext;
