using System.Security.Cryptography;
using System.Text;

namespace Waypost.Mail.Store;

/// <summary>THREADID (RFC 8474 section 5.2) without a look at other messages: all that refer to one first message share it.</summary>
internal static class ThreadIds
{
    private const int Length = 12;

    /// <summary>The id of the thread of a message: made of the first message that it refers to, of its own message id, or of its octets.</summary>
    public static string Of(SortKeys keys, ReadOnlySpan<byte> content)
    {
        var root = keys.References.Count > 0 ? keys.References[0] : keys.MessageId;
        var hash = root is null ? SHA256.HashData(content) : SHA256.HashData(Encoding.UTF8.GetBytes(root));
        return "T" + Convert.ToHexStringLower(hash.AsSpan(0, Length));
    }
}
