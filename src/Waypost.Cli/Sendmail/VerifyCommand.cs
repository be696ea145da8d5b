using Waypost.Cli.Classic;
using Waypost.Client;

namespace Waypost.Cli.Sendmail;

/// <summary><c>sendmail -bv</c>: says where mail for each address goes, without sending any.</summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(SubmitSettings settings, IReadOnlyList<string> addresses, ClassicConsole console)
    {
        using WaypostClient client = settings.Api.Connect();
        await using StreamWriter output = ClassicConsole.Writer(console.Output);
        int code = SysExit.Ok;
        foreach (string address in addresses.SelectMany(HeaderAddresses.Read))
        {
            RecipientResolution found = await client.Recipients.ResolveAsync(address, CancellationToken.None);
            if (found.Reply is { } reply)
            {
                await output.WriteLineAsync($"{address}... {(reply.StartsWith("550 5.1.1", StringComparison.Ordinal) ? "User unknown" : reply)}");
                code = int.TryParse(reply.AsSpan(0, 3), out int number) ? SysExit.OfReply(number, reply[4..]) : SysExit.Unavailable;
                continue;
            }

            foreach (string account in found.Accounts)
            {
                await output.WriteLineAsync($"{address}... deliverable: mailer local, user {account}");
            }

            foreach (string remote in found.RemoteAddresses)
            {
                await output.WriteLineAsync($"{address}... deliverable: mailer esmtp, host {remote[(remote.LastIndexOf('@') + 1)..]}., user {remote}");
            }

            foreach (string file in found.Files ?? [])
            {
                await output.WriteLineAsync($"{address}... deliverable: mailer *file*, user {file}");
            }

            foreach (string command in found.Commands ?? [])
            {
                await output.WriteLineAsync($"{address}... deliverable: mailer prog, user |{command}");
            }
        }

        return code;
    }
}
