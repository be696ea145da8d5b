using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waypost.Client;

/// <summary>One page of a list. <c>next</c> is the cursor of the next page, null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>RFC 9457 problem document; <c>errors</c> is keyed by JSON path (<c>$.records[0]</c>).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ProblemDocument(string? Type = null, string? Title = null, int? Status = null, string? Detail = null, string? Instance = null, IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>A zone. <c>name</c> has no final dot except for the root; <c>kind</c> is primary or secondary; <c>settings</c> are its own.
/// For a secondary only, whose <c>serial</c> is 0 before its first transfer: <c>primaries</c> is where it transfers from, lists in the settings resolved,
/// <c>primary</c> the one that answered last; <c>lastCheck</c> and <c>nextCheck</c> are when the primaries were and are asked, <c>lastTransfer</c> is when a version came,
/// <c>expiresAt</c> when the zone stops to be answered unless a check goes well before; <c>lastError</c> is why the last check failed, absent when it did not.</summary>
public sealed record Zone(string Name, string Kind, long Serial, int RecordCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string View = "_default", ZoneSettings? Settings = null,
    IReadOnlyList<string>? Primaries = null, string? Primary = null, DateTimeOffset? LastCheck = null, DateTimeOffset? NextCheck = null, DateTimeOffset? LastTransfer = null, DateTimeOffset? ExpiresAt = null, string? LastError = null);

/// <summary>POST /v1/zones. Either <c>file</c> (master file, RFC 1035 section 5) or <c>rrsets</c>, or neither for a default SOA and NS. A zone of kind secondary has none of these, but <c>primaries</c>, which is short for <c>settings.primaries</c> and means that kind. In place of <c>name</c>, <c>network</c> names the zone of its reverse names: <c>192.0.2.0/24</c>, <c>192.0.2.128/26</c> (RFC 2317), <c>2001:db8::/32</c>.</summary>
public sealed record ZoneCreate(string Name = "", string? File = null, IReadOnlyList<Rrset>? Rrsets = null, string? PrimaryNameServer = null, string? Hostmaster = null, string? Kind = null, string? View = null, ZoneSettings? Settings = null, IReadOnlyList<string>? Primaries = null, string? Network = null);

/// <summary>An RRset. <c>owner</c> is relative to the zone (<c>www</c>, <c>@</c>); a full name with its final dot is accepted.</summary>
public sealed record Rrset(string Owner, string Type, long Ttl, IReadOnlyList<string> Records, IReadOnlyList<string>? Warnings = null);

/// <summary>PUT /v1/zones/{zone}/rrsets/{owner}/{type}. TTL defaults to the SOA minimum's zone default, 3600.</summary>
public sealed record RrsetPut(IReadOnlyList<string> Records, long? Ttl = null);

/// <summary>One operation of PATCH /v1/zones/{zone}/rrsets: null records delete the RRset. <c>exists</c> says that it must exist before (true) or must not (false).</summary>
public sealed record RrsetPatch(string Owner, string Type, long? Ttl = null, IReadOnlyList<string>? Records = null, bool? Exists = null);

/// <summary>PATCH /v1/zones/{zone}/rrsets, atomic.</summary>
public sealed record RrsetPatchRequest(IReadOnlyList<RrsetPatch> Changes);

/// <summary>What a PATCH did: the serial after it and how many RRsets changed.</summary>
public sealed record RrsetPatchResult(long Serial, int Changed, IReadOnlyList<string>? Warnings = null);

/// <summary>A mail domain: what sendmail's local-host-names lists.</summary>
public sealed record MailDomain(string Name, DateTimeOffset CreatedAt);

/// <summary>An account: a person who logs in.</summary>
public sealed record Account(string Name, DateTimeOffset CreatedAt);

/// <summary>PUT /v1/accounts/{name}. The password may be left out when the account exists.</summary>
public sealed record AccountPut(string? Password = null);

/// <summary>POST /v1/zones:check: a master file to check as <c>named-checkzone</c> would.</summary>
public sealed record ZoneCheckRequest(string Name, string File);

/// <summary>What named-checkzone would say of a zone; <c>valid</c> when no problem is an error.</summary>
public sealed record ZoneCheckResult(bool Valid, int RecordCount, IReadOnlyList<ZoneCheckProblem> Problems);

/// <summary>One thing wrong with a zone, at a line of the file or at an RRset. <c>severity</c> is error or warning.</summary>
public sealed record ZoneCheckProblem(string Message, int? Line = null, int? Column = null, string? Owner = null, string? Type = null, string Severity = "error");

/// <summary>An API key, without the key itself. <c>scope</c> is admin, write or read.</summary>
public sealed record ApiKey(string Id, string Name, string Scope, DateTimeOffset CreatedAt);

/// <summary>POST /v1/api-keys. A key of scope read cannot change anything; only admin keys manage keys.</summary>
public sealed record ApiKeyCreate(string Name, string Scope = "write");

/// <summary>The only answer that shows a new key.</summary>
public sealed record ApiKeyCreated(string Name, string Scope, string Key);

/// <summary>The API's JSON: camelCase, source generated, unknown members refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(Page<Zone>))]
[JsonSerializable(typeof(ZoneCreate))]
[JsonSerializable(typeof(ZonePatch))]
[JsonSerializable(typeof(Page<Rrset>))]
[JsonSerializable(typeof(RrsetPut))]
[JsonSerializable(typeof(RrsetPatchRequest))]
[JsonSerializable(typeof(RrsetPatchResult))]
[JsonSerializable(typeof(Page<MailDomain>))]
[JsonSerializable(typeof(Page<Account>))]
[JsonSerializable(typeof(AccountPut))]
[JsonSerializable(typeof(Page<Alias>))]
[JsonSerializable(typeof(AliasPut))]
[JsonSerializable(typeof(Page<VirtualUser>))]
[JsonSerializable(typeof(VirtualUserPut))]
[JsonSerializable(typeof(Page<AccessEntry>))]
[JsonSerializable(typeof(AccessEntryPut))]
[JsonSerializable(typeof(Page<Forward>))]
[JsonSerializable(typeof(ForwardPut))]
[JsonSerializable(typeof(Page<GenericAddress>))]
[JsonSerializable(typeof(GenericAddressPut))]
[JsonSerializable(typeof(Page<MailerRoute>))]
[JsonSerializable(typeof(MailerRoutePut))]
[JsonSerializable(typeof(Page<QueueMessage>))]
[JsonSerializable(typeof(QueueFlushResult))]
[JsonSerializable(typeof(QueueActionRequest))]
[JsonSerializable(typeof(QueueActionSummary))]
[JsonSerializable(typeof(QueueMessagePatch))]
[JsonSerializable(typeof(Page<Message>))]
[JsonSerializable(typeof(Page<MessageStep>))]
[JsonSerializable(typeof(RecipientResolveRequest))]
[JsonSerializable(typeof(RecipientResolution))]
[JsonSerializable(typeof(AccessEvaluateRequest))]
[JsonSerializable(typeof(AccessEvaluation))]
[JsonSerializable(typeof(ZoneCheckRequest))]
[JsonSerializable(typeof(ZoneCheckResult))]
[JsonSerializable(typeof(Page<Acl>))]
[JsonSerializable(typeof(AclPut))]
[JsonSerializable(typeof(Page<DnsView>))]
[JsonSerializable(typeof(DnsViewPut))]
[JsonSerializable(typeof(DnsSettings))]
[JsonSerializable(typeof(Page<RemoteServerList>))]
[JsonSerializable(typeof(RemoteServerListPut))]
[JsonSerializable(typeof(Page<RemoteServer>))]
[JsonSerializable(typeof(RemoteServerPut))]
[JsonSerializable(typeof(Page<LoggingChannel>))]
[JsonSerializable(typeof(LoggingChannelPut))]
[JsonSerializable(typeof(Page<ApiKey>))]
[JsonSerializable(typeof(ApiKeyCreate))]
[JsonSerializable(typeof(ApiKeyCreated))]
[JsonSerializable(typeof(Page<TsigKey>))]
[JsonSerializable(typeof(TsigKeyPut))]
[JsonSerializable(typeof(ChangesetRequest))]
[JsonSerializable(typeof(Page<Changeset>))]
[JsonSerializable(typeof(ChangesetRevert))]
[JsonSerializable(typeof(Page<ZoneVersion>))]
[JsonSerializable(typeof(ZoneVersionContent))]
[JsonSerializable(typeof(ZoneDiff))]
[JsonSerializable(typeof(ZoneRestore))]
public sealed partial class WaypostJsonContext : JsonSerializerContext;
