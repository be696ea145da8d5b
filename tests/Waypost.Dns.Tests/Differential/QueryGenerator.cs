namespace Waypost.Dns.Tests.Differential;

/// <summary>Makes questions about zones: names that are there, near and far, all types, all ways to ask.</summary>
internal sealed class QueryGenerator(Random random, IReadOnlyList<GeneratedZone> zones)
{
    private static readonly ushort[] CommonTypes = [1, 28, 2, 5, 6, 12, 15, 16, 33, 39, 43, 255];
    private static readonly ushort[] OtherTypes = [3, 4, 10, 11, 13, 14, 17, 18, 24, 25, 29, 35, 36, 37, 38, 42, 44, 45, 46, 47, 48, 49, 50, 51, 52, 55, 59, 60, 62, 63, 64, 65, 99, 104, 108, 109, 256, 257, 1234, 32769, 65280, 65534];
    private static readonly int[] Payloads = [0, 100, 512, 513, 600, 800, 1000, 1231, 1232, 1233, 1400, 4096, 65535];

    private readonly string[] _names = [.. zones.SelectMany(zone => zone.Owners)];

    public TestQuery Next()
    {
        var edns = random.Next(3) > 0;
        return new TestQuery(
            Case(Name()),
            random.Next(4) > 0 ? CommonTypes[random.Next(CommonTypes.Length)] : OtherTypes[random.Next(OtherTypes.Length)],
            Class: 1,
            Flags: (ushort)((random.Next(2) * 0x0100) | (random.Next(4) == 0 ? 0x0010 : 0) | (random.Next(4) == 0 ? 0x0020 : 0) | (random.Next(20) == 0 ? 0x0040 : 0)),
            Edns: edns ? Payloads[random.Next(Payloads.Length)] : null,
            EdnsFlags: (ushort)((random.Next(2) * 0x8000) | (random.Next(10) == 0 ? 0x0080 : 0)),
            Version: (byte)(random.Next(30) == 0 ? 1 : 0),
            Options: random.Next(10) == 0 ? "fde80003010203" : "",
            Tcp: random.Next(4) == 0);
    }

    private string Name()
    {
        var name = _names[random.Next(_names.Length)];
        return random.Next(14) switch
        {
            0 => Below(name, "missing"),
            1 => Below(name, "a"),
            2 => Below(name, "*"),
            3 => Below(Below(name, "b"), "a"),
            4 => Above(name),
            5 => Below(Above(name), "nothing"),
            6 => Below(Above(name), "*"),
            7 => random.Next(5) == 0 ? "unserved.invalid." : Long(name),
            _ => name,
        };
    }

    private static string Below(string name, string label) => name == "." ? label + "." : name.Length + label.Length > 240 ? name : $"{label}.{name}";

    private static string Above(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
            {
                i++;
            }
            else if (name[i] == '.')
            {
                return i + 1 < name.Length ? name[(i + 1)..] : ".";
            }
        }
        return ".";
    }

    // As long as a name may be, so that a DNAME to a longer owner overflows.
    private string Long(string name)
    {
        for (var room = 253 - name.Length; room > 1; room = 253 - name.Length)
        {
            name = $"{new string('l', Math.Min(room - 1, random.Next(20, 63)))}.{name}";
        }
        return name;
    }

    private string Case(string name) => random.Next(3) > 0
        ? name
        : string.Concat(name.Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));
}
