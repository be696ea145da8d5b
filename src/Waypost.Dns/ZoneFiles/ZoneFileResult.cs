using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>An error in a master file; line and column count from 1.</summary>
public sealed record ZoneFileError(int Line, int Column, string Message);

/// <summary>The normalized RRsets of a master file, in the order in which they first appear, and all errors.</summary>
public sealed record ZoneFileResult(IReadOnlyList<ZoneRrset> Rrsets, IReadOnlyList<ZoneFileError> Errors);
