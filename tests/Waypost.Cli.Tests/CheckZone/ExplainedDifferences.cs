namespace Waypost.Cli.Tests.CheckZone;

/// <summary>Where check-zone means to differ from named-checkzone, with the reason.</summary>
internal static class ExplainedDifferences
{
    private static readonly (string Case, string Reason)[] Known =
    [
    ];

    public static bool Covers(string difference) => Known.Any(known => difference.StartsWith(known.Case + "\n", StringComparison.Ordinal));
}
