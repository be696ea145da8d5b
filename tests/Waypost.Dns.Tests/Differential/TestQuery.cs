using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Tests.Differential;

/// <summary>One generated query.</summary>
internal sealed record TestQuery(string Name, ushort Type, ushort Class, ushort Flags, int? Edns, ushort EdnsFlags, byte Version, string Options, bool Tcp)
{
    private static ushort _id;

    public static byte[] Plain(string name, ushort type) => new TestQuery(name, type, 1, 0, null, 0, 0, "", false).ToWire();

    /// <summary>The same question about another name.</summary>
    public TestQuery About(string name) => this with { Name = name };

    /// <summary>How many bytes the response may have.</summary>
    public int Limit(int server) => Tcp ? ushort.MaxValue : Math.Min(server, Math.Max(512, Edns ?? 512));

    public byte[] ToWire()
    {
        Assert.True(DnsName.TryParse(Name, DnsName.Root, out var parsed, out var error), $"{Name}: {error}");
        var id = ++_id;
        var message = new List<byte> { (byte)(id >> 8), (byte)id, (byte)(Flags >> 8), (byte)Flags, 0, 1, 0, 0, 0, 0, 0, (byte)(Edns is null ? 0 : 1) };
        message.AddRange(parsed.Wire);
        message.AddRange([(byte)(Type >> 8), (byte)Type, (byte)(Class >> 8), (byte)Class]);
        if (Edns is { } payload)
        {
            var options = Convert.FromHexString(Options);
            message.AddRange([0, 0, 41, (byte)(payload >> 8), (byte)payload, 0, Version, (byte)(EdnsFlags >> 8), (byte)EdnsFlags, (byte)(options.Length >> 8), (byte)options.Length]);
            message.AddRange(options);
        }
        return [.. message];
    }

    public override string ToString() =>
        $"{Name} {Class} {RdataRegistry.Find(Type).Mnemonic} flags {Flags:x4} {(Edns is null ? "no edns" : $"edns {Edns} {EdnsFlags:x4} v{Version} {Options}")} {(Tcp ? "tcp" : "udp")}";
}
