using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Benchmarks.Imap;

/// <summary>Fetches a maildrop with pipelined RETR commands.</summary>
internal static class Pop3Wire
{
    public static async Task<long> RetrieveAllAsync(int port, int count, CancellationToken cancellationToken)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port, cancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await reader.ReadLineAsync(cancellationToken);
        await stream.WriteAsync("USER ann\r\n"u8.ToArray(), cancellationToken);
        await reader.ReadLineAsync(cancellationToken);
        await stream.WriteAsync("PASS secret\r\n"u8.ToArray(), cancellationToken);
        if (await reader.ReadLineAsync(cancellationToken) is not ['+', ..] and var refused)
        {
            throw new InvalidOperationException(refused);
        }

        var total = 0L;
        for (var first = 1; first <= count; first += 50)
        {
            var last = Math.Min(count, first + 49);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(first, last - first + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"RETR {number}\r\n")))), cancellationToken);
            for (var number = first; number <= last; number++)
            {
                while (await reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
                {
                    total += line.Length + 2;
                }
            }
        }

        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        return total;
    }
}
