using System.Text.Json;

namespace Waypost.Client;

/// <summary>POST /v1/changesets: operations that are applied in order, all or none. With <c>dryRun</c> nothing is kept, and the answer says what would have
/// been changed; with <c>strict</c> a warning refuses the whole.</summary>
public sealed record ChangesetRequest(IReadOnlyList<ChangesetOperation> Operations, bool DryRun = false, bool Strict = false, string? Comment = null);

/// <summary>One operation. <c>op</c> is put, patch or delete; <c>path</c> is the natural key path of the resource, such as <c>/v1/zones/example.com/rrsets/www/A</c>,
/// and <c>body</c> what its PUT or PATCH takes; a zone is put with the members of POST /v1/zones. <c>ifMatch</c> is the ETag that the resource must have, <c>ifNoneMatch</c> can be <c>*</c>: it must not exist;
/// <c>exists</c> says whether it must (true) or must not (false).</summary>
public sealed record ChangesetOperation(string Op, string Path, JsonElement? Body = null, string? IfMatch = null, string? IfNoneMatch = null, bool? Exists = null);

/// <summary>What a write changed. <c>id</c> is absent when nothing was kept: in a dry run, and when nothing changed. <c>operations</c> is how many operations there were;
/// a listing has no <c>changes</c>. <c>reverts</c> is the changeset that this one takes back, <c>revertedBy</c> the one that took this one back.</summary>
public sealed record Changeset(
    string? Id, string Actor, DateTimeOffset CreatedAt, int Operations, string? Comment = null, string? Reverts = null, string? RevertedBy = null, bool? DryRun = null,
    IReadOnlyList<ResourceChange>? Changes = null, IReadOnlyList<ZoneVersionChange>? Zones = null, IReadOnlyList<ChangeWarning>? Warnings = null);

/// <summary>One change of a resource: <c>status</c> is created, updated, deleted or unchanged; <c>before</c> and <c>after</c> are the resource, absent when there was or is none.
/// <c>operation</c> is the index of the operation, <c>eTag</c> the tag afterwards.</summary>
public sealed record ResourceChange(string Status, string Path, JsonElement? Before = null, JsonElement? After = null, int? Operation = null, string? ETag = null);

/// <summary>The versions of a zone before and after.</summary>
public sealed record ZoneVersionChange(string Zone, string View, long FromSerial, long Serial);

/// <summary>What a check says of a change that is allowed nevertheless; <c>operation</c> is the index of the operation that it is about.</summary>
public sealed record ChangeWarning(string Path, string Message, int? Operation = null);

/// <summary>POST /v1/changesets/{id}:revert.</summary>
public sealed record ChangesetRevert(bool DryRun = false, string? Comment = null);
