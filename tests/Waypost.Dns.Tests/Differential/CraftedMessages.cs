namespace Waypost.Dns.Tests.Differential;

/// <summary>Messages such as no resolver sends but testers do (RFC 8906 section 8): opcodes, flags, options, counts.</summary>
internal static class CraftedMessages
{
    private const string Name = "0377777704746573740000";

    // www.test A IN, as hexadecimal after the header.
    private const string Question = "03777777047465737400" + "0001" + "0001";
    private const string Opt = "00" + "0029" + "04d0" + "00000000" + "0000";

    /// <summary>What each message is about, and its bytes.</summary>
    public static IEnumerable<(string What, string Hex)> All()
    {
        yield return ("plain", Header(0x0000, 1) + Question);
        yield return ("edns", Header(0x0000, 1, additional: 1) + Question + Opt);
        yield return ("header only", Header(0x0100, 0));
        yield return ("header only with OPT", Header(0x0100, 0, additional: 1) + Opt);
        for (var opcode = 1; opcode < 16; opcode++)
        {
            if (opcode is 4 or 5)
            {
                // NOTIFY and UPDATE are answered elsewhere.
                continue;
            }
            yield return ($"opcode {opcode}", Header(opcode << 11, 1) + Question);
            yield return ($"opcode {opcode} with OPT", Header(opcode << 11, 1, additional: 1) + Question + Opt);
            yield return ($"opcode {opcode} header only", Header(opcode << 11, 0));
        }
        foreach (var (flag, bit) in new[] { ("AA", 0x0400), ("TC", 0x0200), ("RD", 0x0100), ("RA", 0x0080), ("Z", 0x0040), ("AD", 0x0020), ("CD", 0x0010), ("rcode 3", 3) })
        {
            yield return ($"flag {flag}", Header(bit, 1) + Question);
        }
        yield return ("two questions", Header(0, 2) + Question + Question);
        yield return ("an answer in the query", Header(0, 1, answers: 1) + Question + Question + "00000000" + "0004" + "c0000201");
        yield return ("an authority in the query", Header(0, 1, authorities: 1) + Question + Question + "00000000" + "0004" + "c0000201");
        yield return ("an additional record in the query", Header(0, 1, additional: 1) + Question + Question + "00000000" + "0004" + "c0000201");
        yield return ("version 1", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "00010000" + "0000");
        yield return ("version 255", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "00ff0000" + "0000");
        yield return ("version 1 with an option", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "00010000" + "0008" + "0064000401020304");
        yield return ("unknown EDNS flags", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "00007fff" + "0000");
        yield return ("DO and unknown flags", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "0000ffff" + "0000");
        yield return ("extended rcode in a query", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "ff000000" + "0000");
        yield return ("unknown option", Header(0, 1, additional: 1) + Question + Option("0064", "01020304"));
        yield return ("empty unknown option", Header(0, 1, additional: 1) + Question + Option("fde9", ""));
        yield return ("NSID", Header(0, 1, additional: 1) + Question + Option("0003", ""));
        yield return ("client subnet", Header(0, 1, additional: 1) + Question + Option("0008", "0001180020c000"));
        yield return ("client subnet 0", Header(0, 1, additional: 1) + Question + Option("0008", "00010000"));
        yield return ("expire", Header(0, 1, additional: 1) + Question + Option("0009", ""));
        yield return ("padding", Header(0, 1, additional: 1) + Question + Option("000c", "00000000"));
        yield return ("keepalive over UDP", Header(0, 1, additional: 1) + Question + Option("000b", ""));
        yield return ("payload 0", Header(0, 1, additional: 1) + Question + "00" + "0029" + "0000" + "00000000" + "0000");
        yield return ("payload 65535", Header(0, 1, additional: 1) + Question + "00" + "0029" + "ffff" + "00000000" + "0000");
        yield return ("two OPT records", Header(0, 1, additional: 2) + Question + Opt + Opt);
        yield return ("OPT not at the root", Header(0, 1, additional: 1) + Question + "017800" + Opt[2..]);
        yield return ("OPT among answers", Header(0, 1, answers: 1) + Question + Opt);
        yield return ("an option cut off", Header(0, 1, additional: 1) + Question + "00" + "0029" + "04d0" + "00000000" + "0005" + "0064000401");
        yield return ("OPT cut off", Header(0, 1, additional: 1) + Question + Opt[..^4]);
        yield return ("question cut off", Header(0, 1) + Question[..^2]);
        yield return ("name cut off", Header(0, 1) + Name[..8]);
        yield return ("a label of 64", Header(0, 1) + "40" + new string('6', 128) + "0000010001");
        yield return ("label type 01", Header(0, 1) + "4161000000010001");
        yield return ("a pointer to itself", Header(0, 1) + "c00c00010001");
        yield return ("a pointer into the header", Header(0, 1) + "c00200010001");
        yield return ("bytes after the end", Header(0, 1) + Question + "010203");
        foreach (var type in new[] { 0, 41, 128, 248, 250, 253, 254, 255, 1000, 65535 })
        {
            yield return ($"type {type}", Header(0, 1) + "03777777047465737400" + $"{type:x4}" + "0001");
        }
        foreach (var @class in new[] { 0, 2, 3, 4, 5, 254, 255, 256, 65535 })
        {
            yield return ($"class {@class}", Header(0, 1) + "03777777047465737400" + "0001" + $"{@class:x4}");
        }
        yield return ("a response", Header(0x8000, 1) + Question);
    }

    private static string Header(int flags, int questions, int answers = 0, int authorities = 0, int additional = 0) =>
        $"1234{flags:x4}{questions:x4}{answers:x4}{authorities:x4}{additional:x4}";

    private static string Option(string code, string data) =>
        $"00002904d000000000{(data.Length / 2) + 4:x4}{code}{data.Length / 2:x4}{data}";
}
