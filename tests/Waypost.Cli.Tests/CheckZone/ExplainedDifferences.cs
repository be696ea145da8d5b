namespace Waypost.Cli.Tests.CheckZone;

/// <summary>Where check-zone means to differ from named-checkzone, with the reason.</summary>
internal static class ExplainedDifferences
{
    private const string NoPseudoTypes = "RFC 4034 section 4.1.2: bits of pseudo-types are clear";
    private const string NoKey = "RFC 4025 section 2.6: the key may be absent";

    private static readonly (string Case, string Reason)[] Known =
    [
        ("a URI 10 1 \"\"", "RFC 7553 section 4.4: the target is not empty"),
        ("a SVCB 1 . key65535=x", "RFC 9460 section 14.3.2: the key 65535 is invalid"),
        ("a SVCB 1 . ech", "RFC 9848 section 3: ech has a value"),
        ("a NSEC b ANY", NoPseudoTypes),
        ("a NSEC b TYPE0", NoPseudoTypes),
        ("a NSEC b OPT", NoPseudoTypes),
        ("a NSEC b A TSIG", NoPseudoTypes),
        ("a NSEC b MAILB", NoPseudoTypes),
        ("a IPSECKEY 10 1 2 192.0.2.38", NoKey),
        ("a IPSECKEY 10 0 0 .", NoKey),
        ("a GPOS x 0 0", "RFC 1712 section 3: the coordinates are numbers"),
        ("a TYPE65535 \\# 0", "RFC 6895 section 3.1: the type 65535 is reserved"),
        ("$GENERATE 1-3x h$ A 192.0.2.$", "what stands behind the range would be lost silently"),
    ];

    public static bool Covers(string difference) => Known.Any(known => difference.StartsWith(known.Case + "\n", StringComparison.Ordinal));
}
