using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The value of one service parameter in text and on the wire (RFC 9460 sections 7 and 8 and appendix A).</summary>
internal static class ServiceParameterValue
{
    /// <summary>Reads presentation form, null when there is no <c>=</c>; returns the message when it is not valid.</summary>
    public static string? Parse(ushort key, string? text, bool opaque, out byte[] bytes)
    {
        bytes = [];
        var name = ServiceParameterKey.Format(key);
        if (opaque && StringText.TryDecode(text ?? "", out bytes))
        {
            // RFC 9460 section 2.1: keyNNNNN has the bytes of the wire.
            return TryFormat(key, bytes, new StringBuilder()) ? null : $"the bytes are not a value of {name}";
        }
        if (key is ServiceParameterKey.NoDefaultAlpn or ServiceParameterKey.Ohttp)
        {
            return string.IsNullOrEmpty(text) ? null : $"{name} has no value";
        }
        if (!StringText.TryDecode(text ?? "", out var value))
        {
            return "a backslash must be followed by a character or by three digits up to 255";
        }
        if (value.Length == 0)
        {
            return key <= ServiceParameterKey.DohPath ? $"{name} needs a value" : null;
        }
        var plain = Encoding.Latin1.GetString(value);
        switch (key)
        {
            case ServiceParameterKey.Mandatory:
                return ParseMandatory(plain, out bytes);
            case ServiceParameterKey.Alpn:
                return AlpnList.Parse(value, out bytes);
            case ServiceParameterKey.Port:
                bytes = new byte[2];
                if (!ushort.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                {
                    return "port must be a number from 0 to 65535";
                }
                BinaryPrimitives.WriteUInt16BigEndian(bytes, port);
                return null;
            case ServiceParameterKey.Ipv4Hint:
                return ParseAddresses(plain, name, AddressFamily.InterNetwork, out bytes);
            case ServiceParameterKey.Ipv6Hint:
                return ParseAddresses(plain, name, AddressFamily.InterNetworkV6, out bytes);
            case ServiceParameterKey.Ech:
                bytes = new byte[plain.Length];
                var valid = Convert.TryFromBase64String(plain, bytes, out var written) && written > 0;
                bytes = bytes[..written];
                return valid ? null : "ech must be base64";
            case ServiceParameterKey.DohPath when !IsDohPath(plain):
                return "dohpath must be a path with the variable dns, such as /dns-query{?dns} (FORMERR)";
            default:
                bytes = value;
                return null;
        }
    }

    /// <summary>Appends presentation form with its <c>=</c>; false when the bytes are not valid.</summary>
    public static bool TryFormat(ushort key, ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        if (key is ServiceParameterKey.NoDefaultAlpn or ServiceParameterKey.Ohttp || (bytes.IsEmpty && key > ServiceParameterKey.DohPath))
        {
            return bytes.IsEmpty;
        }
        text.Append('=');
        switch (key)
        {
            case ServiceParameterKey.Mandatory:
                return TryFormatMandatory(bytes, text);
            case ServiceParameterKey.Alpn:
                return AlpnList.TryFormat(bytes, text);
            case ServiceParameterKey.Port:
                text.Append(bytes.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0);
                return bytes.Length == 2;
            case ServiceParameterKey.Ipv4Hint:
                return TryFormatAddresses(bytes, 4, text);
            case ServiceParameterKey.Ipv6Hint:
                return TryFormatAddresses(bytes, 16, text);
            case ServiceParameterKey.Ech:
                text.Append(Convert.ToBase64String(bytes));
                return !bytes.IsEmpty;
            default:
                StringText.Format(bytes, text);
                return !bytes.IsEmpty && (key != ServiceParameterKey.DohPath || IsDohPath(Encoding.Latin1.GetString(bytes)));
        }
    }

    // RFC 9461 section 5: a relative URI template with the variable dns.
    private static bool IsDohPath(string text) => text.StartsWith('/') && text.Contains("{?dns}", StringComparison.Ordinal);

    private static string? ParseMandatory(string text, out byte[] bytes)
    {
        bytes = [];
        var keys = new SortedSet<ushort>();
        foreach (var name in text.Split(','))
        {
            if (!ServiceParameterKey.TryParse(name, out var key) || key == ServiceParameterKey.Mandatory)
            {
                return $"'{name}' in mandatory is not the key of another parameter";
            }
            if (!keys.Add(key))
            {
                return $"{name} is in mandatory twice";
            }
        }
        bytes = [.. keys.SelectMany(key => new[] { (byte)(key >> 8), (byte)key })];
        return null;
    }

    private static bool TryFormatMandatory(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        var last = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            // Rising, so never twice, and never mandatory (0) itself.
            var key = BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
            if (key <= last)
            {
                return false;
            }
            text.Append(i == 0 ? "" : ",").Append(ServiceParameterKey.Format(key));
            last = key;
        }
        return bytes.Length % 2 == 0 && !bytes.IsEmpty;
    }

    private static string? ParseAddresses(string text, string name, AddressFamily family, out byte[] bytes)
    {
        bytes = [];
        var all = new List<byte>();
        foreach (var part in text.Split(','))
        {
            var shaped = family == AddressFamily.InterNetwork ? part.Count(c => c == '.') == 3 : part.AsSpan().IndexOfAny('%', '[') < 0;
            if (!shaped || !IPAddress.TryParse(part, out var address) || address.AddressFamily != family)
            {
                return $"'{part}' in {name} is not an {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address";
            }
            all.AddRange(address.GetAddressBytes());
        }
        bytes = [.. all];
        return null;
    }

    private static bool TryFormatAddresses(ReadOnlySpan<byte> bytes, int size, StringBuilder text)
    {
        if (bytes.IsEmpty || bytes.Length % size != 0)
        {
            return false;
        }
        for (var i = 0; i < bytes.Length; i += size)
        {
            text.Append(i == 0 ? "" : ",").Append(new IPAddress(bytes.Slice(i, size)).ToString());
        }
        return true;
    }
}
