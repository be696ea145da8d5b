using System.Text;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Protocol names parted by commas; a backslash escapes a comma or itself (RFC 9460 section 7.1.1 and appendix A.1).</summary>
internal static class AlpnList
{
    /// <summary>Reads the list after the escapes of character strings; returns the message when it is not valid.</summary>
    public static string? Parse(ReadOnlySpan<byte> value, out byte[] bytes)
    {
        bytes = [];
        var all = new List<byte>();
        var one = new List<byte>();
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || value[i] == (byte)',')
            {
                if (one.Count is 0 or > byte.MaxValue)
                {
                    return "a protocol in alpn must have 1 to 255 bytes";
                }
                all.Add((byte)one.Count);
                all.AddRange(one);
                one.Clear();
                continue;
            }
            if (value[i] == (byte)'\\' && (++i >= value.Length || value[i] is not ((byte)',' or (byte)'\\')))
            {
                return "a backslash in alpn must be followed by a comma or a backslash";
            }
            one.Add(value[i]);
        }
        bytes = [.. all];
        return null;
    }

    /// <summary>Appends the quoted list; false when the bytes are not strings behind their lengths.</summary>
    public static bool TryFormat(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        var list = new List<byte>();
        for (var i = 0; i < bytes.Length; i += bytes[i] + 1)
        {
            if (bytes[i] == 0 || i + bytes[i] >= bytes.Length)
            {
                return false;
            }
            if (i > 0)
            {
                list.Add((byte)',');
            }
            foreach (var b in bytes.Slice(i + 1, bytes[i]))
            {
                if (b is (byte)',' or (byte)'\\')
                {
                    list.Add((byte)'\\');
                }
                list.Add(b);
            }
        }
        StringText.Format(list.ToArray(), text);
        return !bytes.IsEmpty;
    }
}
