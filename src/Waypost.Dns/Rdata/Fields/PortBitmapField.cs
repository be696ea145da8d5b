using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A set of ports as a bitmap to the end of the rdata (RFC 1035 section 3.4.2), by number or by a few services' names.</summary>
internal sealed class PortBitmapField(string name) : RdataField(name)
{
    private const int MaxLength = 65536 / 8;

    private static readonly FrozenDictionary<string, ushort> Services = new Dictionary<string, ushort>
    {
        ["echo"] = 7,
        ["discard"] = 9,
        ["daytime"] = 13,
        ["ftp-data"] = 20,
        ["ftp"] = 21,
        ["ssh"] = 22,
        ["telnet"] = 23,
        ["smtp"] = 25,
        ["time"] = 37,
        ["whois"] = 43,
        ["domain"] = 53,
        ["tftp"] = 69,
        ["gopher"] = 70,
        ["finger"] = 79,
        ["http"] = 80,
        ["pop3"] = 110,
        ["sunrpc"] = 111,
        ["nntp"] = 119,
        ["ntp"] = 123,
        ["imap"] = 143,
        ["imap2"] = 143,
        ["snmp"] = 161,
        ["https"] = 443,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        var bits = new byte[MaxLength];
        var length = 0;
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            if (!Services.TryGetValue(token.Text, out var port)
                && !ushort.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out port))
            {
                return tokens.Fail(token, $"'{token.Text}' in the {Name} is not a port from 0 to 65535");
            }
            bits[port >> 3] |= (byte)(0x80 >> (port & 7));
            length = Math.Max(length, (port >> 3) + 1);
        }
        wire.WriteBytes(bits.AsSpan(0, length));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        // Bytes of zeros at the end would not read back, so that one set of ports would have several rdata.
        if (reader.Remaining > MaxLength || !reader.TryReadBytes(reader.Remaining, out var bits) || (!bits.IsEmpty && bits[^1] == 0))
        {
            return false;
        }
        var separator = "";
        for (var port = 0; port < bits.Length * 8; port++)
        {
            if ((bits[port >> 3] & (0x80 >> (port & 7))) != 0)
            {
                text.Append(separator).Append(port);
                separator = " ";
            }
        }
        return true;
    }
}
