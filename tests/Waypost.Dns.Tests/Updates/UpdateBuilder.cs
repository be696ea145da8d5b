using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Updates;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Updates;

/// <summary>Writes UPDATE messages from lines that read as nsupdate's do.</summary>
internal sealed class UpdateBuilder(string zone = "example.com.")
{
    private readonly List<byte[]> _prerequisites = [];
    private readonly List<byte[]> _updates = [];

    public static ZoneSnapshot Zone { get; } = ZoneSnapshot.Build("example.com.",
    [
        new("example.com.", "SOA", 3600, ["ns1.example.com. admin.example.com. 10 3600 600 86400 300"]),
        new("example.com.", "NS", 3600, ["ns1.example.com."]),
        new("ns1.example.com.", "A", 3600, ["192.0.2.1"]),
        new("www.example.com.", "A", 300, ["192.0.2.80", "192.0.2.81"]),
        new("www.example.com.", "TXT", 300, ["\"web\""]),
        new("alias.example.com.", "CNAME", 300, ["www.example.com."]),
        new("mail.example.com.", "MX", 300, ["10 mx.example.com."]),
        new("a.deep.example.com.", "A", 300, ["192.0.2.5"]),
    ]);

    /// <summary>Prerequisites: <c>yxdomain name</c>, <c>nxdomain name</c>, <c>yxrrset name type [rdata]</c>, <c>nxrrset name type</c>.</summary>
    public UpdateBuilder Require(string line)
    {
        var words = line.Split(' ', 4);
        _prerequisites.Add(words[0] switch
        {
            "yxdomain" => Record(words[1], 255, 255, 0, []),
            "nxdomain" => Record(words[1], 255, 254, 0, []),
            "nxrrset" => Record(words[1], Code(words[2]), 254, 0, []),
            _ when words.Length == 3 => Record(words[1], Code(words[2]), 255, 0, []),
            _ => Record(words[1], Code(words[2]), 1, 0, Rdata(words[2], words[3])),
        });
        return this;
    }

    public UpdateBuilder Add(string owner, uint ttl, string type, string rdata)
    {
        _updates.Add(Record(owner, Code(type), 1, ttl, Rdata(type, rdata)));
        return this;
    }

    public UpdateBuilder Delete(string owner, string? type = null, string? rdata = null)
    {
        _updates.Add(rdata is null ? Record(owner, type is null ? (ushort)255 : Code(type), 255, 0, []) : Record(owner, Code(type!), 254, 0, Rdata(type!, rdata)));
        return this;
    }

    public UpdateBuilder Raw(string owner, ushort type, ushort @class, uint ttl, params byte[] rdata)
    {
        _updates.Add(Record(owner, type, @class, ttl, rdata));
        return this;
    }

    public byte[] ToMessage()
    {
        var header = new byte[12];
        header[2] = 5 << 3;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)_prerequisites.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), (ushort)_updates.Count);
        return [.. header, .. Name(zone), 0, 6, 0, 1, .. _prerequisites.SelectMany(bytes => bytes), .. _updates.SelectMany(bytes => bytes)];
    }

    public UpdateMessage ToUpdate()
    {
        Assert.Equal(ResponseCode.NoError, UpdateMessage.Read(ToMessage(), out var update));
        return update!;
    }

    /// <summary>The outcome against <see cref="Zone"/>, and the zone with the changes.</summary>
    public (ResponseCode Code, ZoneSnapshot Zone, IReadOnlyList<RrsetChange> Changes) Apply(UpdatePermission? permission = null)
    {
        var outcome = UpdateOutcome.Of(ToUpdate(), Zone, permission);
        return (outcome.Code, Zone.With(outcome.Changes), outcome.Changes);
    }

    public static byte[] Name(string text) => DnsName.TryParse(text, DnsName.Root, out var name, out _) ? name.Wire.ToArray() : throw new ArgumentException(text);

    private static ushort Code(string type) => RdataRegistry.TryFind(type, out var found) ? found.Code : throw new ArgumentException(type);

    private static byte[] Rdata(string type, string text)
    {
        var (tokens, _, end) = RdataText.Split(text);
        var cursor = new RdataTokens(tokens, DnsName.Root, end);
        var buffer = new RdataBuffer();
        Assert.True(RdataRegistry.TryFind(type, out var found) && found.TryParse(ref cursor, buffer), cursor.Error);
        return buffer.Written.ToArray();
    }

    private static byte[] Record(string owner, ushort type, ushort @class, uint ttl, byte[] rdata)
    {
        var fixedPart = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart, type);
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(2), @class);
        BinaryPrimitives.WriteUInt32BigEndian(fixedPart.AsSpan(4), ttl);
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(8), (ushort)rdata.Length);
        return [.. Name(owner), .. fixedPart, .. rdata];
    }
}
