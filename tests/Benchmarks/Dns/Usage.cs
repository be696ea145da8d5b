using System.Globalization;

namespace Waypost.Benchmarks.Dns;

/// <summary>What a process and its descendants have used so far, from /proc.</summary>
/// <param name="CpuSeconds">utime and stime.</param>
/// <param name="MemoryBytes">Proportional set size: what forked children share counts once.</param>
internal readonly record struct Usage(double CpuSeconds, long MemoryBytes)
{
    // USER_HZ, which is 100 on every Linux that one meets.
    private const double TicksPerSecond = 100;

    public static Usage Of(int processId, bool memory = false)
    {
        var (cpu, bytes) = (0d, 0L);
        foreach (var id in Tree(processId))
        {
            try
            {
                var fields = Fields(id);
                cpu += (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
                bytes += memory ? Proportional(id) : 0;
            }
            catch (IOException)
            {
                // The process has just ended.
            }
        }
        return new Usage(cpu, bytes);
    }

    // What follows the command's name, which may hold blanks.
    private static string[] Fields(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static List<int> Tree(int root)
    {
        var tree = new List<int> { root };
        var parents = new Dictionary<int, int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                try
                {
                    parents[id] = int.Parse(Fields(id)[1], CultureInfo.InvariantCulture);
                }
                catch (IOException)
                {
                    // Gone already.
                }
            }
        }
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(parents.Where(entry => entry.Value == tree[i]).Select(entry => entry.Key));
        }
        return tree;
    }

    private static long Proportional(int id)
    {
        foreach (var line in File.ReadLines($"/proc/{id}/smaps_rollup"))
        {
            if (line.StartsWith("Pss:", StringComparison.Ordinal))
            {
                return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
            }
        }
        return 0;
    }
}
