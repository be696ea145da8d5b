using System.Diagnostics.CodeAnalysis;
using System.Text;
using Waypost.Dns.NamedConf;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Fuzz.Tests;

/// <summary>The files of BIND's besides zones: its configuration and its journals.</summary>
internal static class ConfTargets
{
    private const string Words = "options {|zone \"x\" {|view \"v\" {|acl a {|key \"k\" {|include \"named.conf\";|type primary;|primaries { |} key k;|};|};\n|!|//|/*|*/|#|\"|\\|any;|none;|localhost;|key k;|10/8|::1/64|4294967296|unlimited|P1W|1h|port *|tls t|inet *";

    private static readonly string[] Seeds =
    [
        "options { directory \"/tmp\"; listen-on port 53 { 127.0.0.1; !10/8; any; }; recursion no; allow-query { a; key k; !{ ::1; }; }; rate-limit { responses-per-second 5; slip 2; }; };\n",
        "acl a { 192.0.2.0/24; localnets; };\nkey k { algorithm hmac-sha256; secret \"c2VjcmV0\"; };\nzone \"x.test\" IN { type primary; file \"x\"; allow-update { key k; }; also-notify { 192.0.2.1 port 5353 key k; }; };\n",
        "primaries p { 192.0.2.1; ::1 port 53; };\nview v { match-clients { any; }; zone y { type secondary; primaries { p; }; }; };\nlogging { channel c { file \"l\" versions 3 size 1m; severity dynamic; }; category queries { c; }; };\n",
        "controls { inet 127.0.0.1 port 953 allow { localhost; } keys { k; }; };\nserver 192.0.2.1 { keys k; transfers 2; };\ntls t { key-file \"k\"; cert-file \"c\"; };\ndnssec-policy d { keys { csk lifetime unlimited algorithm 13; }; };\n/* c */ // d\n# e\n",
    ];

    private static readonly byte[] Journal = [.. ";BIND LOG V9.2\n\0"u8, 0, 0, 0, 5, 0, 0, 0, 64, 0, 0, 0, 6, 0, 0, 0, 164, .. new byte[32],
        0, 0, 0, 84, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 6, .. Soa(5), .. Soa(6)];

    private static DnsName Origin { get; } = DnsName.TryParse("x.", null, out DnsName? name, out _) ? name : DnsName.Root;

    public static FuzzTarget NamedConf { get; } = FuzzTarget.OfText("named.conf", Seeds, Words, Configuration);

    public static FuzzTarget Journals { get; } = new("journal", [Journal], [[0, 0, 0, 64], [255, 255, 255, 255], [0, 0, 0, 0]], RollForward);

    private static byte[] Soa(byte serial) => [0, 0, 0, 38, 1, (byte)'x', 0, 0, 6, 0, 1, 0, 0, 0, 60, 0, 25, 1, (byte)'a', 0, 1, (byte)'b', 0, 0, 0, 0, serial, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0];

    private static void Configuration(byte[] input)
    {
        NamedConfResult read = NamedConfFile.Parse("named.conf", null, new OneFile(Encoding.Latin1.GetString(input)));
        if (read.HasErrors)
        {
            return;
        }

        string printed = read.Config!.Print();
        if (printed.Contains('\\', StringComparison.Ordinal))
        {
            // As in BIND, a backslash outside of quotes is itself, and it is printed within quotes.
            return;
        }

        NamedConfResult again = NamedConfFile.Parse("named.conf", null, new OneFile(printed));
        if (again.Config?.Print() != printed)
        {
            throw new InvalidDataException($"the configuration does not read back:\n{printed}\n{again.Config?.Print()}");
        }
    }

    private static void RollForward(byte[] input)
    {
        ZoneFileCheck zone = ZoneFileCheck.Read(new MemoryStream("@ 60 IN SOA a. b. 5 1 1 1 1\n@ 60 IN NS a.\n"u8.ToArray()), new ZoneFileOptions { Origin = Origin }, _ => { });
        ZoneContents? rolled = JournalRollForward.Run(zone.Contents, 5, new MemoryStream(input), out BindJournal.Outcome outcome);
        if (rolled is null != outcome is not BindJournal.Outcome.RolledForward)
        {
            throw new InvalidDataException("a zone without its outcome");
        }
    }

    // The file includes itself: that must come to an end as well.
    private sealed class OneFile(string text) : IConfFiles
    {
        public bool TryRead(string path, [NotNullWhen(true)] out string? found, [NotNullWhen(false)] out string? reason)
        {
            found = path == "named.conf" ? text : null;
            reason = found is null ? "file not found" : null;
            return found is not null;
        }

        public IReadOnlyList<string> Glob(string pattern) => pattern == "named.conf" ? [pattern] : [];

        public bool IsDirectory(string path, [NotNullWhen(false)] out string? reason)
        {
            reason = null;
            return true;
        }
    }
}
