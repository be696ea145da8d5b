using Waypost.Client;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Cli.Bind;

/// <summary>Something that comes: what it is, and the calls that bring it.</summary>
internal sealed record ImportStep(string Kind, string Name, string Details, Func<WaypostClient, CancellationToken, Task> Apply);

/// <summary>Something that does not come, with where it stands and why not.</summary>
internal sealed record ImportOmission(string Place, string What, string Why);

/// <summary>What an import does, and what it leaves behind.</summary>
internal sealed class ImportPlan
{
    /// <summary>What comes, in the order in which one needs the other.</summary>
    public List<ImportStep> Steps { get; } = [];

    /// <summary>What has no counterpart.</summary>
    public List<ImportOmission> Omissions { get; } = [];

    /// <summary>What stands in the way of the whole import.</summary>
    public List<string> Errors { get; } = [];

    public void Add(string kind, string name, string details, Func<WaypostClient, CancellationToken, Task> apply) => Steps.Add(new(kind, name, details, apply));

    public void Omit(ConfValue at, string what, string why) => Omissions.Add(new($"{at.File}:{at.Line}", what, why));

    public void Write(TextWriter output)
    {
        output.WriteLine($"Comes ({Steps.Count}):");
        Columns(output, Steps.Select(step => new[] { step.Kind, step.Name, step.Details }));
        if (Omissions.Count > 0)
        {
            output.WriteLine($"Does not come ({Omissions.Count}):");
            Columns(output, Omissions.Select(omission => new[] { omission.Place, omission.What, omission.Why }));
        }
    }

    private static void Columns(TextWriter output, IEnumerable<string[]> rows)
    {
        List<string[]> all = [.. rows];
        int first = all.Select(row => row[0].Length).DefaultIfEmpty().Max();
        int second = Math.Min(all.Select(row => row[1].Length).DefaultIfEmpty().Max(), 48);
        foreach (string[] row in all)
        {
            output.WriteLine($"  {row[0].PadRight(first)}  {row[1].PadRight(second)}  {row[2]}".TrimEnd());
        }
    }
}
