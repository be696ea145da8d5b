using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>The journal beside a zone's file.</summary>
public static class ZoneJournalFile
{
    /// <summary>
    /// The zone of the journal's last version, or as it is when there is no journal or nothing in it; null with BIND's message when
    /// the journal does not fit the zone.
    /// </summary>
    public static ZoneContents? RollForward(ZoneContents contents, DnsName origin, string path, out string? problem)
    {
        problem = null;
        try
        {
            if (!File.Exists(path))
            {
                return contents;
            }
            using var journal = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var rolled = JournalRollForward.Run(contents, contents.Serial(origin), journal, out var outcome);
            problem = BindJournal.Describe(outcome);
            return problem is null ? rolled ?? contents : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = "journal rollforward failed: permission denied";
            return null;
        }
    }
}
