using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>An error or a warning in a master file; line and column count from 1.</summary>
public sealed record ZoneFileError(int Line, int Column, string Message);

/// <summary>The normalized RRsets of a master file, in the order in which they first appear, all errors, and the warnings.</summary>
public sealed record ZoneFileResult(IReadOnlyList<ZoneRrset> Rrsets, IReadOnlyList<ZoneFileError> Errors, IReadOnlyList<ZoneFileError> Warnings);
