namespace Waypost.Server.Delivery;

/// <summary>Writes content for DATA (RFC 5321 section 4.5.2): a dot that starts a line is doubled.</summary>
internal static class DotStuffing
{
    /// <summary>Writes the content up to, and without, the final dot. Content that does not end in CRLF gets one.</summary>
    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> rest = content;
        if (rest.Span.StartsWith("."u8))
        {
            await stream.WriteAsync("."u8.ToArray(), cancellationToken);
        }

        while (rest.Length > 0)
        {
            int at = rest.Span.IndexOf("\r\n."u8);
            if (at < 0)
            {
                await stream.WriteAsync(rest, cancellationToken);
                break;
            }

            await stream.WriteAsync(rest[..(at + 3)], cancellationToken);
            await stream.WriteAsync("."u8.ToArray(), cancellationToken);
            rest = rest[(at + 3)..];
        }

        if (content.Length > 0 && !content.Span.EndsWith("\r\n"u8))
        {
            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }

        await stream.FlushAsync(cancellationToken);
    }
}
