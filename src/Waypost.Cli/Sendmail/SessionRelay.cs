using System.Net.Sockets;
using System.Text;

namespace Waypost.Cli.Sendmail;

/// <summary>Carries an SMTP session on standard input and output to the server (<c>sendmail -bs</c>).</summary>
internal static class SessionRelay
{
    public static async Task<int> RunAsync(SubmitSettings settings, Stream input, Stream output, CancellationToken cancellationToken)
    {
        using TcpClient connection = new();
        try
        {
            await connection.ConnectAsync(settings.Host, settings.Port, cancellationToken);
        }
        catch (SocketException down)
        {
            await output.WriteAsync(Encoding.ASCII.GetBytes($"421 4.3.0 {settings.Host}: {down.Message}\r\n"), cancellationToken);
            return SysExit.TemporaryFailure;
        }

        await using NetworkStream stream = connection.GetStream();
#pragma warning disable CA2025 // A read of standard input cannot be given up; it ends with the process, and the server has closed by then.
        _ = UpAsync(input, stream, connection.Client, cancellationToken);
#pragma warning restore CA2025
        try
        {
            await stream.CopyToAsync(output, cancellationToken);
        }
        catch (IOException)
        {
            // The server has closed, as it does after QUIT.
        }

        await output.FlushAsync(cancellationToken);
        return SysExit.Ok;
    }

    private static async Task UpAsync(Stream input, NetworkStream stream, Socket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16384];
        List<byte> lines = [];
        byte last = 0;
        string end = "";
        try
        {
            int count;
            while ((count = await input.ReadAsync(buffer, cancellationToken)) > 0)
            {
                lines.Clear();
                foreach (byte octet in buffer.AsSpan(0, count))
                {
                    // Programs on this machine may end their lines with LF; the server may not take that.
                    if (octet == '\n' && last != '\r')
                    {
                        lines.Add((byte)'\r');
                    }

                    lines.Add(octet);
                    last = octet;
                }

                await stream.WriteAsync(lines.ToArray(), cancellationToken);
                end = (end + Encoding.Latin1.GetString([.. lines]))[^Math.Min(6, end.Length + lines.Count)..];
            }

            // After QUIT the server closes by itself; a connection half closed before that would cut its replies off.
            if (!end.Equals("QUIT\r\n", StringComparison.OrdinalIgnoreCase))
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException or ObjectDisposedException)
        {
            // The server has said goodbye.
        }
    }
}
